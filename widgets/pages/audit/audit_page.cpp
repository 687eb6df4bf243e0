// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/audit/audit_page.h"

#include "widgets/dialogs/plan_text.h"
#include "widgets/pages/audit/audit_text.h"
#include "widgets/parts/buttons.h"
#include "widgets/parts/code_box.h"
#include "widgets/parts/error_text.h"
#include "widgets/parts/format.h"
#include "widgets/parts/key_value_grid.h"
#include "widgets/parts/label.h"
#include "widgets/parts/page_header.h"
#include "widgets/parts/page_states.h"
#include "widgets/parts/table_view.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

namespace weir::widgets {

namespace {

// More than anyone scrolls through; the rest stays in the log.
constexpr int kMostEntries = 10'000;

QString keyOf(const model::AuditEntry &entry)
{
    return QString::number(entry.id);
}

} // namespace

AuditPage::AuditPage(const PageContext &context, const Place &place)
    : Page(context)
    , m_table(keyOf)
    , m_header(new PageHeader)
    , m_states(new PageStates)
    , m_view(new TableView)
    , m_inspector(new Inspector)
{
    using Row = model::AuditEntry;
    m_table.setColumns({
        {.id = QStringLiteral("time"), .title = tr("Time"), .kind = CellKind::Mono, .value = [](const Row &r) { return Cell(format::timestamp(r.atMs)); },
         .sortKey = [](const Row &r) { return SortKey(r.id); }},
        {.id = QStringLiteral("cluster"), .title = tr("Cluster"), .kind = CellKind::Mono, .value = [](const Row &r) { return Cell(r.profile); }},
        {.id = QStringLiteral("action"), .title = tr("Action"), .value = [](const Row &r) { return Cell(audit_text::action(r.action)); }},
        {.id = QStringLiteral("target"), .title = tr("Target"), .kind = CellKind::Mono, .value = [](const Row &r) { return Cell(audit_text::target(r)); }, .stretch = true},
        {.id = QStringLiteral("result"), .title = tr("Result"), .kind = CellKind::State,
         .value = [](const Row &r) { return r.ok ? Cell(State::Ok, tr("Done")) : Cell(State::Error, tr("Failed")); }},
    });
    m_view->setTableModel(&m_table);
    m_view->setAccessibleName(tr("Audit log"));
    m_view->sortByColumn(m_table.columnById(QStringLiteral("time")), Qt::DescendingOrder);
    m_header->setTitle(tr("Audit log"));

    m_facts = m_inspector->addSection();
    m_changes = new QWidget;
    auto *changes = new QVBoxLayout(m_changes);
    changes->setContentsMargins(0, 0, 0, 0);
    changes->setSpacing(8);
    m_differences = new KeyValueGrid;
    m_error = new Label({}, FontRole::Body, Ink::Error);
    m_error->setWordWrap(true);
    m_error->setSelectable(true);
    changes->addWidget(m_differences);
    changes->addWidget(m_error);
    m_inspector->addSection(tr("Outcome"), m_changes);
    m_command = new CodeBox;
    m_command->setAccessibleName(tr("The same as a command"));
    m_command->setWrapped(true);
    m_command->setFixedHeight(look().px(96)); // a command of this width is folded more often than its line ends tell
    m_inspector->addSection(tr("The same as a command"), m_command);
    m_whyNot = new Label({}, FontRole::Small, Ink::Text2);
    m_whyNot->setWordWrap(true);
    m_whyNot->setObjectName(QStringLiteral("auditWhyNot"));
    m_putBack = makeButton(tr("Put back..."), Icon::Undo);
    m_putBack->setObjectName(QStringLiteral("auditPutBack"));
    m_inspector->addSection({}, m_whyNot);
    m_inspector->addFooterButton(m_putBack);
    m_inspector->setOpenable(false);
    m_inspector->hide();

    auto *content = new QWidget;
    auto *row = new QHBoxLayout(content);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(m_view, 1);
    row->addWidget(m_inspector);
    m_states->setContent(content);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_header);
    layout->addWidget(m_states, 1);

    connect(m_inspector, &Inspector::closed, this, [this] {
        m_view->clearSelection();
        m_inspector->hide();
    });
    connect(m_view, &TableView::currentKeyChanged, this, [this] {
        showSelected();
        Q_EMIT placeChanged();
    });
    connect(m_putBack, &QPushButton::clicked, this, &AuditPage::putBack);
    connect(m_states, &PageStates::retried, this, &AuditPage::refresh);
    connect(&m_context.audit, &api::AuditLog::appended, this, &AuditPage::refresh);
    connect(&m_entries, &LatestBase::changed, this, &AuditPage::showEntries);
    connect(&TimeDisplay::instance(), &TimeDisplay::changed, this, &AuditPage::showEntries);
    refresh();
    showPlace(place);
}

QString AuditPage::title() const
{
    return tr("Audit log");
}

Place AuditPage::place() const
{
    Place place;
    place.page = QStringLiteral("audit");
    if (!m_view->currentKey().isEmpty())
        place.more.insert(QStringLiteral("entry"), m_view->currentKey());
    return place;
}

bool AuditPage::showPlace(const Place &place)
{
    const QString entry = place.more.value(QStringLiteral("entry"));
    if (!entry.isEmpty())
        m_view->setCurrentKey(entry, true);
    return true;
}

PageState AuditPage::state() const
{
    if (m_entries.error())
        return PageState::Failed;
    if (!m_entries.value())
        return PageState::Loading;
    return m_entries.value()->empty() ? PageState::Empty : PageState::Ready;
}

void AuditPage::refresh()
{
    m_entries.start(m_context.audit.entries({}, kMostEntries));
}

void AuditPage::showEntries()
{
    if (const auto *entries = m_entries.value()) {
        m_table.setRows(*entries);
        m_header->setFacts({tr("%n change(s) from this computer", nullptr, static_cast<int>(entries->size()))});
        if (entries->empty())
            m_states->showEmpty(Icon::Audit, tr("Nothing was changed yet"), tr("Every change that is made from this computer is kept here, with what was before."));
        else
            m_states->showContent();
    }
    if (m_entries.error())
        m_states->showFailed(*m_entries.error());
    else if (!m_entries.value())
        m_states->showLoading(tr("Reading the audit log"));
    showSelected();
    Q_EMIT stateChanged();
}

const model::AuditEntry *AuditPage::selected() const
{
    return m_table.find(m_view->currentKey());
}

void AuditPage::showSelected()
{
    const model::AuditEntry *entry = selected();
    m_inspector->setVisible(entry != nullptr);
    if (!entry)
        return;
    const model::AuditDetail detail = model::auditDetail(entry->detail);
    m_inspector->setTitle(audit_text::target(*entry));
    if (entry->ok)
        m_inspector->setPill(State::Ok, tr("Done"));
    else
        m_inspector->setPill(State::Error, tr("Failed"));
    std::vector<KeyValue> facts{{tr("Action"), audit_text::action(entry->action), false}, {tr("Cluster"), entry->profile}, {tr("Time"), format::timestamp(entry->atMs)}};
    for (const KeyValue &where : audit_text::written(detail))
        facts.push_back(where);
    m_facts->setRows(facts);

    const std::vector<KeyValue> differences = audit_text::differences(detail);
    m_differences->setRows(differences);
    m_differences->setVisible(!differences.empty());
    // Lines of an older Weir hold the words of the log alone.
    m_error->setText(detail.error ? errorText(*detail.error).line() : entry->error);
    m_error->setVisible(!entry->error.isEmpty());
    m_changes->parentWidget()->setVisible(!differences.empty() || !entry->error.isEmpty());
    m_command->setCode(plan_text::folded(entry->command));
    m_command->parentWidget()->setVisible(!entry->command.isEmpty());

    // Why it cannot be put back, so far as there is something to put back at all.
    QString whyNot;
    const bool here = m_context.session && m_context.session->profile().name == entry->profile;
    if (!entry->ok)
        whyNot = tr("Nothing was changed.");
    else if (!detail.undo)
        whyNot = tr("This cannot be undone.");
    else if (!here)
        whyNot = tr("Open %1 to put it back.").arg(entry->profile);
    else if (m_context.session->profile().readOnly)
        whyNot = tr("This profile is read only.");
    m_whyNot->setText(whyNot);
    m_whyNot->parentWidget()->setVisible(!whyNot.isEmpty());
    m_putBack->setEnabled(whyNot.isEmpty());
}

void AuditPage::putBack()
{
    const model::AuditEntry *entry = selected();
    if (!entry || !m_putBack->isEnabled())
        return;
    if (const auto undo = model::auditDetail(entry->detail).undo)
        m_context.runPlan({*undo}, {});
}

void AuditPage::showVariant(const QString &)
{
    // The newest that shows most: one with something to put back.
    for (int row = 0; row < m_table.rowCount(); ++row) {
        const model::AuditEntry *entry = m_table.find(m_table.keyAt(row));
        if (entry && model::auditDetail(entry->detail).undo) {
            m_view->setCurrentKey(keyOf(*entry));
            return;
        }
    }
    if (m_table.rowCount() > 0)
        m_view->setCurrentKey(m_table.keyAt(0));
}

} // namespace weir::widgets
