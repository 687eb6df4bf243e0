// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/theme/look.h"

#include <QWidget>

#include <optional>

class QHBoxLayout;
class QVBoxLayout;

namespace weir::widgets {

class Label;

/// A card: 34 px header (title, unit or count beside it, widgets at the right), a line, the content. `Pane` look (no border
/// and radius, 32 px header on window ground) for parts of a splitter.
class Panel : public QWidget
{
    Q_OBJECT

public:
    explicit Panel(const QString &title = {}, QWidget *parent = nullptr);

    void setTitle(const QString &title);
    /// Quiet words after the title: the unit of a chart, a count.
    void setNote(const QString &note);
    /// In the data font, at the right: the time at the crosshair.
    void setHeaderData(const QString &text);
    void addHeaderWidget(QWidget *widget);
    /// Fills the panel edge to edge (tables); the panel takes it over.
    void setContent(QWidget *content);
    /// The same with 12 px padding (grids, forms).
    void setPaddedContent(QWidget *content);
    /// A band under the content, on raised ground.
    void setFooter(QWidget *footer);
    void setPane(bool pane);
    /// Draws the border in a state's colour (a broken broker's card).
    void setBorderState(std::optional<State> state);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void applyLook();

    QWidget *m_header;
    QHBoxLayout *m_headerLayout;
    QVBoxLayout *m_body;
    Label *m_title;
    Label *m_note;
    Label *m_data;
    QWidget *m_content = nullptr;
    QWidget *m_footer = nullptr;
    std::optional<State> m_borderState;
    bool m_pane = false;
};

} // namespace weir::widgets
