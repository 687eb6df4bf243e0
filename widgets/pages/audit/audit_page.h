// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/model/audit.h"
#include "widgets/parts/latest.h"
#include "widgets/parts/row_table_model.h"
#include "widgets/shell/page.h"

class QPushButton;

namespace weir::widgets {

class CodeBox;
class Inspector;
class KeyValueGrid;
class Label;
class PageHeader;
class PageStates;
class TableView;

/// What was changed from this computer, by the window and by weirctl, newest first: when, on which cluster, what, with
/// which result; beside it the differences, the same act as a command, and the way back where there is one.
class AuditPage : public Page
{
    Q_OBJECT

public:
    AuditPage(const PageContext &context, const Place &place);

    QString title() const override;
    Place place() const override;
    bool showPlace(const Place &place) override;
    PageState state() const override;
    void refresh() override;
    QStringList screenshotVariants() const override { return {QStringLiteral("change")}; }
    void showVariant(const QString &variant) override;

private:
    void showEntries();
    void showSelected();
    void putBack();
    const model::AuditEntry *selected() const;

    RowTableModel<model::AuditEntry> m_table;
    Latest<std::vector<model::AuditEntry>> m_entries;
    PageHeader *m_header;
    PageStates *m_states;
    TableView *m_view;
    Inspector *m_inspector;
    KeyValueGrid *m_facts;
    QWidget *m_changes;
    KeyValueGrid *m_differences;
    Label *m_error;
    CodeBox *m_command;
    QPushButton *m_putBack;
    Label *m_whyNot;
};

} // namespace weir::widgets
