// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QProxyStyle>

class QStyleOptionButton;
class QStyleOptionHeader;
class QStyleOptionMenuItem;
class QStyleOptionProgressBar;
class QStyleOptionSlider;
class QStyleOptionTab;
class QStyleOptionToolButton;

namespace weir::widgets {

/// Fusion with Weir's own outlines, sizes and focus ring (LOOK section 8). There is no style sheet: the few things one would
/// hold (tool tip, status bar items) are drawn here, so no widget leaves this style for QStyleSheetStyle.
class WeirStyle : public QProxyStyle
{
    Q_OBJECT

public:
    WeirStyle();

    void polish(QWidget *widget) override;
    using QProxyStyle::polish;
    int pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const override;
    int styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget, QStyleHintReturn *data) const override;
    QSize sizeFromContents(ContentsType type, const QStyleOption *option, const QSize &size,
                           const QWidget *widget) const override;
    QRect subElementRect(SubElement element, const QStyleOption *option, const QWidget *widget) const override;
    QRect subControlRect(ComplexControl control, const QStyleOptionComplex *option, SubControl sub,
                         const QWidget *widget) const override;
    void drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                       const QWidget *widget) const override;
    void drawControl(ControlElement element, const QStyleOption *option, QPainter *painter,
                     const QWidget *widget) const override;
    void drawComplexControl(ComplexControl control, const QStyleOptionComplex *option, QPainter *painter,
                            const QWidget *widget) const override;
    QIcon standardIcon(StandardPixmap which, const QStyleOption *option, const QWidget *widget) const override;

private:
    // weir_style_controls.cpp
    void drawField(const QStyleOption &option, QPainter &painter, const QWidget *widget) const;
    void drawButtonBevel(const QStyleOption &option, QPainter &painter, const QWidget *widget, bool flat) const;
    void drawButtonLabel(const QStyleOptionButton &option, QPainter &painter, const QWidget *widget) const;
    void drawToolButtonLabel(const QStyleOptionToolButton &option, QPainter &painter, const QWidget *widget) const;
    void drawIndicator(const QStyleOption &option, QPainter &painter, bool round) const;
    void drawSlider(const QStyleOptionSlider &option, QPainter &painter, const QWidget *widget) const;
    void drawProgress(const QStyleOptionProgressBar &option, QPainter &painter) const;
    void drawSpinBox(const QStyleOptionComplex &option, QPainter &painter, const QWidget *widget) const;
    void drawComboBox(const QStyleOptionComplex &option, QPainter &painter, const QWidget *widget) const;
    // weir_style_views.cpp
    void drawTabShape(const QStyleOptionTab &option, QPainter &painter) const;
    void drawTabLabel(const QStyleOptionTab &option, QPainter &painter, const QWidget *widget) const;
    void drawHeaderSection(const QStyleOption &option, QPainter &painter) const;
    void drawHeaderLabel(const QStyleOptionHeader &option, QPainter &painter) const;
    void drawMenuItem(const QStyleOptionMenuItem &option, QPainter &painter, const QWidget *widget) const;
    void drawScrollBar(const QStyleOptionSlider &option, QPainter &painter, const QWidget *widget) const;
    void drawBranch(const QStyleOption &option, QPainter &painter) const;
    QSize menuItemSize(const QStyleOptionMenuItem &option) const;
};

} // namespace weir::widgets
