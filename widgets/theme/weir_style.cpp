// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/theme/weir_style.h"

#include "widgets/theme/controls.h"
#include "widgets/theme/draw.h"
#include "widgets/theme/icons.h"
#include "widgets/theme/look.h"

#include <QAbstractButton>
#include <QAbstractScrollArea>
#include <QComboBox>
#include <QHeaderView>
#include <QMenu>
#include <QPainter>
#include <QPushButton>
#include <QScrollBar>
#include <QSlider>
#include <QStyleOption>
#include <QTabBar>
#include <QToolButton>

namespace weir::widgets {

namespace {

int controlHeight(const QWidget *widget) { return look().px(isCompactControl(widget) ? 22 : 26); }

bool isItemView(const QWidget *widget) { return qobject_cast<const QAbstractScrollArea *>(widget) != nullptr; }

constexpr int kSpinBoxInset = 6;
constexpr int kLineEditInset = 6;
constexpr int kLineEditMargin = 2; // QLineEdit's own, at each side of its text

} // namespace

WeirStyle::WeirStyle() : QProxyStyle(QStringLiteral("fusion")) {}

void WeirStyle::polish(QWidget *widget)
{
    QProxyStyle::polish(widget);
    if (qobject_cast<QAbstractButton *>(widget) || qobject_cast<QComboBox *>(widget) || qobject_cast<QTabBar *>(widget)
        || qobject_cast<QScrollBar *>(widget) || qobject_cast<QSlider *>(widget) || qobject_cast<QHeaderView *>(widget))
        widget->setAttribute(Qt::WA_Hover);
}

int WeirStyle::pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const
{
    const Look &l = look();
    switch (metric) {
    case PM_ButtonMargin:
        return 2 * Look::kSpace4;
    case PM_ButtonDefaultIndicator:
    case PM_ButtonShiftHorizontal:
    case PM_ButtonShiftVertical:
    case PM_MenuHMargin:
    case PM_MenuBarPanelWidth:
    case PM_TabBarBaseOverlap:
    case PM_TabBarTabShiftHorizontal:
    case PM_TabBarTabShiftVertical:
    case PM_TabBarTabOverlap:
    case PM_ToolBarFrameWidth:
    case PM_DockWidgetFrameWidth:
    case PM_ScrollView_ScrollBarSpacing:
        return 0;
    case PM_DefaultFrameWidth:
    case PM_MenuPanelWidth:
    case PM_SpinBoxFrameWidth:
    case PM_ComboBoxFrameWidth:
    case PM_DockWidgetSeparatorExtent:
        return 1;
    case PM_MenuVMargin:
        return Look::kSpace2;
    case PM_SplitterWidth:
        return 5;
    case PM_ScrollBarExtent:
        return 10;
    case PM_ScrollBarSliderMin:
        return 28;
    case PM_IndicatorWidth:
    case PM_IndicatorHeight:
    case PM_ExclusiveIndicatorWidth:
    case PM_ExclusiveIndicatorHeight:
        return l.px(14);
    case PM_CheckBoxLabelSpacing:
    case PM_RadioButtonLabelSpacing:
        return 7;
    case PM_SmallIconSize:
    case PM_ButtonIconSize:
    case PM_ToolBarIconSize:
    case PM_TabBarIconSize:
    case PM_ListViewIconSize:
        return l.px(16);
    case PM_MessageBoxIconSize:
    case PM_LargeIconSize:
        return l.px(32);
    case PM_HeaderMargin:
        return Look::kSpace3;
    case PM_HeaderMarkSize:
        return l.px(12);
    case PM_HeaderDefaultSectionSizeVertical:
        return l.rowHeight();
    case PM_SliderThickness:
    case PM_SliderControlThickness:
        return l.px(16);
    case PM_SliderLength:
        return 8;
    case PM_SliderTickmarkOffset:
        return 4;
    case PM_TabBarTabHSpace:
        return 3 * Look::kSpace4;
    case PM_TabBarTabVSpace:
        return Look::kSpace3;
    case PM_TabCloseIndicatorWidth:
    case PM_TabCloseIndicatorHeight:
        return l.px(16);
    case PM_ToolTipLabelFrameWidth:
        return Look::kSpace3;
    case PM_LayoutLeftMargin:
    case PM_LayoutTopMargin:
    case PM_LayoutRightMargin:
    case PM_LayoutBottomMargin:
        return Look::kSpace4;
    case PM_LayoutHorizontalSpacing:
    case PM_LayoutVerticalSpacing:
        return Look::kSpace3;
    case PM_FocusFrameHMargin:
    case PM_FocusFrameVMargin:
        return 2;
    case PM_TreeViewIndentation:
        return l.px(16);
    case PM_TextCursorWidth:
        return 1;
    case PM_MaximumDragDistance:
        return -1;
    default:
        return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

int WeirStyle::styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget, QStyleHintReturn *data) const
{
    switch (hint) {
    case SH_EtchDisabledText:
    case SH_DitherDisabledText:
    case SH_Widget_Animate:
    case SH_Widget_Animation_Duration:
    case SH_ScrollBar_Transient:
    case SH_ComboBox_Popup:
    case SH_DialogButtonBox_ButtonsHaveIcons:
    case SH_MenuBar_AltKeyNavigation:
    case SH_ItemView_ActivateItemOnSingleClick:
    case SH_ToolButton_PopupDelay:
        return 0;
    case SH_ToolTip_WakeUpDelay:
        return 500;
    case SH_ToolTip_FallAsleepDelay:
        return 200;
    case SH_ItemView_ShowDecorationSelected:
    case SH_ScrollBar_LeftClickAbsolutePosition:
    case SH_TabBar_PreferNoArrows:
    case SH_ItemView_ScrollMode:
        return 1;
    case SH_ToolTipLabel_Opacity:
        return 255;
    case SH_Menu_SubMenuPopupDelay:
        return 150;
    case SH_Slider_AbsoluteSetButtons:
        return Qt::LeftButton;
    case SH_Slider_PageSetButtons:
        return Qt::MiddleButton;
    case SH_Table_GridLineColor:
        return static_cast<int>(look().grid.rgb());
    case SH_TitleBar_NoBorder:
    case SH_MessageBox_CenterButtons:
        return 0;
    default:
        return QProxyStyle::styleHint(hint, option, widget, data);
    }
}

QSize WeirStyle::sizeFromContents(ContentsType type, const QStyleOption *option, const QSize &size,
                                  const QWidget *widget) const
{
    const Look &l = look();
    switch (type) {
    case CT_PushButton: {
        const auto *button = qstyleoption_cast<const QStyleOptionButton *>(option);
        int width = 0;
        if (button) {
            if (!button->icon.isNull())
                width += l.px(16) + (button->text.isEmpty() ? 0 : Look::kSpace3 - 2);
            if (!button->text.isEmpty())
                width += button->fontMetrics.horizontalAdvance(button->text) + 2;
            const QString keys = keyHint(widget);
            if (!keys.isEmpty())
                width += Look::kSpace3 + draw::keyWidth(keys);
            const bool iconOnly = button->text.isEmpty() && !button->icon.isNull();
            width += iconOnly ? l.px(26) - l.px(16) : 2 * 12;
        }
        return {width, controlHeight(widget)};
    }
    case CT_ToolButton: {
        const auto *button = qstyleoption_cast<const QStyleOptionToolButton *>(option);
        const int height = controlHeight(widget);
        int width = height;
        if (button && button->toolButtonStyle != Qt::ToolButtonIconOnly && !button->text.isEmpty()) {
            width = button->fontMetrics.horizontalAdvance(button->text) + 2 * Look::kSpace3 + 2;
            if (!button->icon.isNull() && button->toolButtonStyle != Qt::ToolButtonTextOnly)
                width += l.px(16) + 6;
        }
        if (button && (button->features & QStyleOptionToolButton::MenuButtonPopup))
            width += l.px(16);
        return {width, height};
    }
    case CT_LineEdit:
        return {size.width() + 2 * 8, std::max(controlHeight(widget), 0)};
    case CT_ComboBox:
        return {size.width() + 8 + l.px(28), controlHeight(widget)};
    case CT_SpinBox:
        // The arrows, what the edit field stands in from the left, and the line edit's own margins inside it.
        return {size.width() + l.px(20) + kSpinBoxInset + 2 * kLineEditInset + 2 * kLineEditMargin, controlHeight(widget)};
    case CT_TabBarTab:
        return {size.width(), l.px(36)};
    case CT_HeaderSection: {
        const QSize base = QProxyStyle::sizeFromContents(type, option, size, widget);
        return {base.width(), l.px(26)};
    }
    case CT_MenuItem:
        if (const auto *item = qstyleoption_cast<const QStyleOptionMenuItem *>(option))
            return menuItemSize(*item);
        break;
    case CT_CheckBox:
    case CT_RadioButton: {
        const QSize base = QProxyStyle::sizeFromContents(type, option, size, widget);
        return {base.width() + 2, std::max(base.height(), l.px(24))};
    }
    case CT_Slider:
        return {size.width(), std::max(size.height(), l.px(24))};
    case CT_ProgressBar:
        return {std::max(size.width(), 60), 8};
    case CT_ItemViewItem: {
        const QSize base = QProxyStyle::sizeFromContents(type, option, size, widget);
        return {base.width(), std::max(base.height(), l.rowHeight())};
    }
    default:
        break;
    }
    return QProxyStyle::sizeFromContents(type, option, size, widget);
}

QRect WeirStyle::subElementRect(SubElement element, const QStyleOption *option, const QWidget *widget) const
{
    switch (element) {
    case SE_LineEditContents:
        return option->rect.adjusted(kLineEditInset, 1, -kLineEditInset, -1);
    case SE_PushButtonContents:
        return option->rect;
    case SE_ProgressBarGroove:
    case SE_ProgressBarContents:
        return option->rect;
    case SE_TabBarTabText: {
        const auto *tab = qstyleoption_cast<const QStyleOptionTab *>(option);
        if (!tab)
            break;
        int left = tab->rect.left() + Look::kSpace4;
        int right = tab->rect.right() - Look::kSpace4;
        if (!tab->icon.isNull())
            left += look().px(16) + Look::kSpace3;
        if (!tab->leftButtonSize.isEmpty())
            left += tab->leftButtonSize.width() + Look::kSpace2;
        if (!tab->rightButtonSize.isEmpty())
            right -= tab->rightButtonSize.width() + Look::kSpace2;
        return QRect(QPoint(left, tab->rect.top()), QPoint(right, tab->rect.bottom()));
    }
    default:
        break;
    }
    return QProxyStyle::subElementRect(element, option, widget);
}

QRect WeirStyle::subControlRect(ComplexControl control, const QStyleOptionComplex *option, SubControl sub,
                                const QWidget *widget) const
{
    const Look &l = look();
    const QRect &r = option->rect;
    if (control == CC_ScrollBar) {
        const auto *bar = qstyleoption_cast<const QStyleOptionSlider *>(option);
        if (!bar)
            return QProxyStyle::subControlRect(control, option, sub, widget);
        const bool horizontal = bar->orientation == Qt::Horizontal;
        const int length = horizontal ? r.width() : r.height();
        int slider = length;
        const qint64 range = qint64(bar->maximum) - bar->minimum;
        if (range > 0) {
            slider = static_cast<int>(qint64(bar->pageStep) * length / (range + bar->pageStep));
            slider = std::clamp(slider, std::min(28, length), length);
        }
        const int start = sliderPositionFromValue(bar->minimum, bar->maximum, bar->sliderPosition, length - slider,
                                                  bar->upsideDown);
        const auto span = [&](int from, int to) {
            const QRect part = horizontal ? QRect(r.left() + from, r.top(), to - from, r.height())
                                          : QRect(r.left(), r.top() + from, r.width(), to - from);
            return visualRect(bar->direction, r, part);
        };
        switch (sub) {
        case SC_ScrollBarGroove:
            return r;
        case SC_ScrollBarSlider:
            return span(start, start + slider);
        case SC_ScrollBarSubPage:
            return span(0, start);
        case SC_ScrollBarAddPage:
            return span(start + slider, length);
        default:
            return {};
        }
    }
    if (control == CC_ComboBox) {
        switch (sub) {
        case SC_ComboBoxFrame:
            return r;
        case SC_ComboBoxArrow:
            return visualRect(option->direction, r, QRect(r.right() - l.px(26) + 1, r.top(), l.px(26), r.height()));
        case SC_ComboBoxEditField:
            return visualRect(option->direction, r, r.adjusted(6, 1, -l.px(26), -1));
        default:
            break;
        }
    }
    if (control == CC_SpinBox) {
        const int arrows = l.px(20);
        const int half = r.height() / 2;
        switch (sub) {
        case SC_SpinBoxFrame:
            return r;
        case SC_SpinBoxUp:
            return visualRect(option->direction, r, QRect(r.right() - arrows + 1, r.top() + 1, arrows - 1, half - 1));
        case SC_SpinBoxDown:
            return visualRect(option->direction, r,
                              QRect(r.right() - arrows + 1, r.top() + half, arrows - 1, r.height() - half - 1));
        case SC_SpinBoxEditField:
            return visualRect(option->direction, r, r.adjusted(kSpinBoxInset, 1, -arrows, -1));
        default:
            break;
        }
    }
    return QProxyStyle::subControlRect(control, option, sub, widget);
}

void WeirStyle::drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                              const QWidget *widget) const
{
    const Look &l = look();
    const QRect &r = option->rect;
    const bool enabled = option->state & State_Enabled;
    switch (element) {
    case PE_PanelLineEdit:
        if (const auto *frame = qstyleoption_cast<const QStyleOptionFrame *>(option); frame && frame->lineWidth <= 0)
            return;
        drawField(*option, *painter, widget);
        return;
    case PE_FrameLineEdit:
        return;
    case PE_FrameFocusRect:
        if (isItemView(widget))
            return;
        draw::box(*painter, r, {}, l.focus, 2, Look::kRadiusControl);
        return;
    case PE_PanelButtonCommand:
        drawButtonBevel(*option, *painter, widget, false);
        return;
    case PE_PanelButtonTool:
        drawButtonBevel(*option, *painter, widget, true);
        return;
    case PE_FrameDefaultButton:
    case PE_FrameButtonBevel:
    case PE_FrameButtonTool:
    case PE_PanelStatusBar:
    case PE_FrameStatusBarItem:
    case PE_FrameWindow:
        return;
    case PE_IndicatorCheckBox:
    case PE_IndicatorItemViewItemCheck:
        drawIndicator(*option, *painter, false);
        return;
    case PE_IndicatorRadioButton:
        drawIndicator(*option, *painter, true);
        return;
    case PE_PanelMenu:
        draw::box(*painter, r, l.panel, l.borderStrong, 1, 0);
        return;
    case PE_FrameMenu:
        return;
    case PE_Frame:
    case PE_FrameGroupBox:
        draw::box(*painter, r, {}, l.border, 1, 0);
        return;
    case PE_PanelTipLabel:
        draw::box(*painter, r, l.raised, l.borderStrong, 1, 0);
        return;
    case PE_FrameTabBarBase:
        draw::hLine(*painter, r.left(), r.right(), r.bottom(), l.border);
        return;
    case PE_FrameTabWidget:
        draw::hLine(*painter, r.left(), r.right(), r.top(), l.border);
        return;
    case PE_IndicatorBranch:
        drawBranch(*option, *painter);
        return;
    case PE_IndicatorTabClose:
        if (option->state & State_MouseOver)
            draw::box(*painter, r, l.hover, {}, 0, Look::kRadiusControl);
        paintIcon(*painter, r.adjusted(2, 2, -2, -2), Icon::Close, option->state & State_MouseOver ? l.text : l.text2);
        return;
    case PE_IndicatorArrowDown:
    case PE_IndicatorArrowUp:
    case PE_IndicatorArrowRight:
    case PE_IndicatorArrowLeft: {
        const int size = std::min({r.width(), r.height(), l.px(16)});
        painter->save();
        painter->translate(r.center().x() + 0.5, r.center().y() + 0.5);
        if (element == PE_IndicatorArrowUp || element == PE_IndicatorArrowLeft)
            painter->rotate(180);
        paintIcon(*painter, QRect(-size / 2, -size / 2, size, size),
                  element == PE_IndicatorArrowDown || element == PE_IndicatorArrowUp ? Icon::ChevronDown : Icon::ChevronRight,
                  enabled ? l.text2 : l.disabled);
        painter->restore();
        return;
    }
    case PE_PanelScrollAreaCorner:
        painter->fillRect(r, l.panel);
        return;
    case PE_PanelItemViewRow:
        return;
    case PE_PanelItemViewItem:
        if (option->state & State_Selected)
            painter->fillRect(r, option->state & State_Active ? l.selection : l.selectionOff);
        else if (option->state & State_MouseOver)
            painter->fillRect(r, l.hover);
        return;
    case PE_IndicatorToolBarSeparator:
        draw::vLine(*painter, r.center().x(), r.top() + 4, r.bottom() - 4, l.border);
        return;
    default:
        QProxyStyle::drawPrimitive(element, option, painter, widget);
    }
}

void WeirStyle::drawControl(ControlElement element, const QStyleOption *option, QPainter *painter, const QWidget *widget) const
{
    const Look &l = look();
    switch (element) {
    case CE_PushButton:
        proxy()->drawControl(CE_PushButtonBevel, option, painter, widget);
        proxy()->drawControl(CE_PushButtonLabel, option, painter, widget);
        return;
    case CE_PushButtonBevel:
        drawButtonBevel(*option, *painter, widget, false);
        return;
    case CE_PushButtonLabel:
        if (const auto *button = qstyleoption_cast<const QStyleOptionButton *>(option))
            drawButtonLabel(*button, *painter, widget);
        return;
    case CE_ToolButtonLabel:
        if (const auto *button = qstyleoption_cast<const QStyleOptionToolButton *>(option))
            drawToolButtonLabel(*button, *painter, widget);
        return;
    case CE_ComboBoxLabel:
        if (const auto *combo = qstyleoption_cast<const QStyleOptionComboBox *>(option)) {
            if (combo->editable)
                return;
            QRect edit = proxy()->subControlRect(CC_ComboBox, combo, SC_ComboBoxEditField, widget).adjusted(2, 0, 0, 0);
            if (!combo->currentIcon.isNull()) {
                const int size = l.px(16);
                combo->currentIcon.paint(painter, QRect(edit.left(), edit.center().y() - size / 2, size, size));
                edit.setLeft(edit.left() + size + 6);
            }
            painter->setPen(option->state & State_Enabled ? l.text : l.disabled);
            painter->drawText(edit, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                              combo->fontMetrics.elidedText(combo->currentText, Qt::ElideMiddle, edit.width()));
        }
        return;
    case CE_TabBarTabShape:
        if (const auto *tab = qstyleoption_cast<const QStyleOptionTab *>(option))
            drawTabShape(*tab, *painter);
        return;
    case CE_TabBarTabLabel:
        if (const auto *tab = qstyleoption_cast<const QStyleOptionTab *>(option))
            drawTabLabel(*tab, *painter, widget);
        return;
    case CE_HeaderSection:
        drawHeaderSection(*option, *painter);
        return;
    case CE_HeaderLabel:
        if (const auto *header = qstyleoption_cast<const QStyleOptionHeader *>(option))
            drawHeaderLabel(*header, *painter);
        return;
    case CE_HeaderEmptyArea:
        painter->fillRect(option->rect, l.raised);
        draw::hLine(*painter, option->rect.left(), option->rect.right(), option->rect.bottom(), l.border);
        return;
    case CE_MenuItem:
        if (const auto *item = qstyleoption_cast<const QStyleOptionMenuItem *>(option))
            drawMenuItem(*item, *painter, widget);
        return;
    case CE_MenuEmptyArea:
    case CE_MenuVMargin:
    case CE_MenuHMargin:
        return;
    case CE_ProgressBar:
        if (const auto *bar = qstyleoption_cast<const QStyleOptionProgressBar *>(option))
            drawProgress(*bar, *painter);
        return;
    case CE_Splitter: {
        painter->fillRect(option->rect, l.window);
        const QRect &r = option->rect;
        const bool hot = option->state & (State_MouseOver | State_Sunken);
        const QColor line = hot ? l.borderStrong : l.border;
        if (r.width() < r.height())
            draw::vLine(*painter, r.center().x(), r.top(), r.bottom(), line);
        else
            draw::hLine(*painter, r.left(), r.right(), r.center().y(), line);
        return;
    }
    case CE_FocusFrame:
        draw::box(*painter, option->rect, {}, l.focus, 2, Look::kRadiusControl);
        return;
    default:
        QProxyStyle::drawControl(element, option, painter, widget);
    }
}

void WeirStyle::drawComplexControl(ComplexControl control, const QStyleOptionComplex *option, QPainter *painter,
                                   const QWidget *widget) const
{
    switch (control) {
    case CC_ComboBox:
        drawComboBox(*option, *painter, widget);
        return;
    case CC_SpinBox:
        drawSpinBox(*option, *painter, widget);
        return;
    case CC_Slider:
        if (const auto *slider = qstyleoption_cast<const QStyleOptionSlider *>(option))
            drawSlider(*slider, *painter, widget);
        return;
    case CC_ScrollBar:
        if (const auto *bar = qstyleoption_cast<const QStyleOptionSlider *>(option))
            drawScrollBar(*bar, *painter, widget);
        return;
    case CC_ToolButton:
        if (const auto *button = qstyleoption_cast<const QStyleOptionToolButton *>(option)) {
            drawButtonBevel(*option, *painter, widget, true);
            QStyleOptionToolButton label = *button;
            if (button->features & QStyleOptionToolButton::MenuButtonPopup) {
                const int arrow = look().px(16);
                label.rect.setRight(label.rect.right() - arrow);
                paintIcon(*painter, QRect(button->rect.right() - arrow, button->rect.top(), arrow, button->rect.height()),
                          Icon::ChevronDown, option->state & State_Enabled ? look().text2 : look().disabled);
            }
            proxy()->drawControl(CE_ToolButtonLabel, &label, painter, widget);
        }
        return;
    default:
        QProxyStyle::drawComplexControl(control, option, painter, widget);
    }
}

QIcon WeirStyle::standardIcon(StandardPixmap which, const QStyleOption *option, const QWidget *widget) const
{
    switch (which) {
    case SP_LineEditClearButton:
    case SP_TitleBarCloseButton:
    case SP_DockWidgetCloseButton:
        return icon(Icon::Close);
    case SP_MessageBoxCritical:
        return icon(Icon::Error, look().error);
    case SP_MessageBoxWarning:
        return icon(Icon::Warning, look().warn);
    case SP_MessageBoxInformation:
        return icon(Icon::Info, look().info);
    case SP_MessageBoxQuestion:
        return icon(Icon::Help, look().info);
    default:
        return QProxyStyle::standardIcon(which, option, widget);
    }
}

} // namespace weir::widgets
