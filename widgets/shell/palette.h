// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/shell/flyout.h"
#include "widgets/shell/palette_model.h"

#include <functional>

class QLineEdit;
class QListView;

namespace weir::widgets {

/// Go to anything (Ctrl+K): a field over a list. Up and Down move, Enter opens, Ctrl+Enter opens beside, Esc closes.
class Palette : public Flyout
{
    Q_OBJECT

public:
    explicit Palette(QWidget *body);

    /// Asked each time it opens, for it is always of now.
    void setSource(std::function<std::vector<PaletteItem>()> source) { m_source = std::move(source); }
    /// For a text that is a link: an item for it, or nothing.
    void setLinkReader(std::function<std::optional<PaletteItem>(const QString &)> reader) { m_linkReader = std::move(reader); }
    void openWith(const QString &typed);
    void retranslate();
    PaletteModel *model() const { return m_model; }
    QLineEdit *field() const { return m_field; }

Q_SIGNALS:
    void chosen(const weir::widgets::PaletteItem &item, bool beside);

protected:
    QRect placeIn(const QRect &body) const override;
    QWidget *focusTarget() override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void search(const QString &typed);
    void choose(const QModelIndex &index, bool beside);

    PaletteModel *m_model;
    QLineEdit *m_field;
    QListView *m_list;
    class PaletteFoot *m_foot;
    std::function<std::vector<PaletteItem>()> m_source;
    std::function<std::optional<PaletteItem>(const QString &)> m_linkReader;
    std::vector<PaletteItem> m_all;
};

} // namespace weir::widgets
