// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/parts/latest.h"
#include "widgets/parts/row_table_model.h"
#include "widgets/shell/page.h"

class QSplitter;

namespace weir::widgets {

class Inspector;
class KeyValueGrid;
class PageHeader;
class PageStates;
class TableView;

/// Connection profiles: add, edit, test, import, delete, open.
class ClustersPage : public Page
{
    Q_OBJECT

public:
    ClustersPage(const PageContext &context, const Place &place);

    QString title() const override;
    Place place() const override;
    PageState state() const override;
    static std::vector<CommandSpec> commands();
    QStringList screenshotVariants() const override { return {QStringLiteral("new")}; }
    void showVariant(const QString &variant) override;

private:
    void reload();
    void showSelected();
    const model::Profile *selected() const;
    void add();
    void edit(const model::Profile &profile);
    /// `notTaken`: keys of an imported file that the profile does without.
    void openDialog(const model::Profile &profile, const QMap<QString, QString> &secrets, const QStringList &notTaken = {});
    void remove(const model::Profile &profile);
    static void putBack(const PageContext &context, const model::Profile &profile, const QMap<QString, QString> &secrets);
    static void tellProblem(const PageContext &context, const base::Error &error);
    void import();

    RowTableModel<model::Profile> m_table;
    Latest<QMap<QString, QString>> m_secrets;
    model::Profile m_editing;
    PageHeader *m_header;
    PageStates *m_states;
    TableView *m_view;
    Inspector *m_inspector;
    KeyValueGrid *m_facts;
};

} // namespace weir::widgets
