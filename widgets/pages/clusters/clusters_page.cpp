// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/clusters/clusters_page.h"

#include "widgets/dialogs/ask.h"
#include "widgets/pages/clusters/profile_dialog.h"
#include "widgets/pages/clusters/profile_text.h"
#include "widgets/parts/error_text.h"
#include "widgets/parts/format.h"
#include "widgets/parts/key_value_grid.h"
#include "widgets/parts/page_header.h"
#include "widgets/parts/page_states.h"
#include "widgets/parts/table_view.h"

#include <QDateTime>
#include <QFile>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QMenu>
#include <QVBoxLayout>

namespace weir::widgets {

namespace {

Cell protection(const model::Profile &profile)
{
    if (profile.production && profile.readOnly)
        return {State::Error, ClustersPage::tr("Production, read only")};
    if (profile.production)
        return {State::Error, ClustersPage::tr("Production")};
    if (profile.readOnly)
        return {State::Paused, ClustersPage::tr("Read only")};
    return Cell::none();
}

} // namespace

ClustersPage::ClustersPage(const PageContext &context, const Place &)
    : Page(context)
    , m_table([](const model::Profile &profile) { return profile.id; })
    , m_header(new PageHeader)
    , m_states(new PageStates)
    , m_view(new TableView)
    , m_inspector(new Inspector)
{
    using Row = model::Profile;
    m_table.setColumns({
        {.id = QStringLiteral("name"), .title = tr("Name"), .kind = CellKind::Mono, .value = [](const Row &r) { return Cell(r.name); }},
        {.id = QStringLiteral("address"), .title = tr("Addresses"), .kind = CellKind::Mono, .value = [](const Row &r) { return Cell(r.bootstrap()); }, .stretch = true},
        {.id = QStringLiteral("security"), .title = tr("Security"), .value = [](const Row &r) { return Cell(securityText(r)); }},
        {.id = QStringLiteral("protection"), .title = tr("Protection"), .kind = CellKind::State, .value = protection},
        {.id = QStringLiteral("opened"), .title = tr("Last opened"), .kind = CellKind::Mono,
         .value = [](const Row &r) { return r.lastOpenedMs > 0 ? Cell(format::timestamp(r.lastOpenedMs, false)) : Cell(tr("never")); },
         .sortKey = [](const Row &r) { return SortKey(r.lastOpenedMs); }},
    });
    m_view->setTableModel(&m_table);
    m_view->setFilterRowVisible(false);
    m_view->setAccessibleName(tr("Clusters"));

    m_header->setTitle(tr("Clusters"));
    connect(m_header->addButton(tr("Import..."), Icon::Import), &QPushButton::clicked, this, [this] { import(); });
    connect(m_header->addButton(tr("New cluster..."), Icon::Add, ButtonKind::Primary), &QPushButton::clicked, this, [this] { add(); });
    const std::vector<CommandSpec> own = commands();
    addCommand(own[0], [this] { add(); });
    addCommand(own[1], [this] { import(); });

    m_facts = m_inspector->addSection();
    QPushButton *open = makeButton(tr("Open"), Icon::Apply);
    QPushButton *change = makeButton(tr("Edit..."), Icon::Edit);
    QPushButton *erase = makeButton(tr("Delete..."), Icon::Delete);
    for (QPushButton *button : {open, change, erase})
        m_inspector->addFooterButton(button);
    m_inspector->setOpenable(false);
    m_inspector->hide();
    connect(m_inspector, &Inspector::closed, this, [this] { m_view->clearSelection(); m_inspector->hide(); });
    const auto withSelected = [this](auto act) {
        return [this, act] {
            if (const model::Profile *profile = selected())
                act(*profile);
        };
    };
    connect(open, &QPushButton::clicked, this, withSelected([this](const model::Profile &p) { m_context.openCluster(p); }));
    connect(change, &QPushButton::clicked, this, withSelected([this](const model::Profile &p) { edit(p); }));
    connect(erase, &QPushButton::clicked, this, withSelected([this](const model::Profile &p) { remove(p); }));
    connect(m_view, &TableView::rowActivated, this, withSelected([this](const model::Profile &p) { m_context.openCluster(p); }));
    connect(m_view, &TableView::currentKeyChanged, this, [this] { showSelected(); });
    m_view->setContextMenuFiller([this, withSelected](QMenu &menu, const QStringList &keys) {
        if (keys.size() != 1)
            return;
        menu.addAction(widgets::icon(Icon::Apply), tr("Open"), this, withSelected([this](const model::Profile &p) { m_context.openCluster(p); }));
        menu.addAction(widgets::icon(Icon::Edit), tr("Edit..."), this, withSelected([this](const model::Profile &p) { edit(p); }));
        setDangerAction(menu.addAction(widgets::icon(Icon::Delete), tr("Delete..."), this, withSelected([this](const model::Profile &p) { remove(p); })));
    });

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

    connect(m_states, &PageStates::acted, this, [this] { add(); });
    connect(&m_context.profiles, &api::ProfileStore::changed, this, &ClustersPage::reload);
    connect(&TimeDisplay::instance(), &TimeDisplay::changed, this, &ClustersPage::reload);
    connect(&m_secrets, &LatestBase::changed, this, [this] {
        if (m_secrets.isLoading())
            return;
        openDialog(m_editing, m_secrets.value() ? *m_secrets.value() : QMap<QString, QString>{});
    });
    reload();
}

std::vector<CommandSpec> ClustersPage::commands()
{
    return {{.id = QStringLiteral("clusters.add"), .title = tr("New cluster..."), .icon = Icon::Add},
            {.id = QStringLiteral("clusters.import"), .title = tr("Import client.properties..."), .icon = Icon::Import}};
}

QString ClustersPage::title() const
{
    return tr("Clusters");
}

Place ClustersPage::place() const
{
    Place place;
    place.page = QStringLiteral("clusters");
    return place;
}

PageState ClustersPage::state() const
{
    return m_table.rows().empty() ? PageState::Empty : PageState::Ready;
}

void ClustersPage::reload()
{
    m_table.setRows(m_context.profiles.profiles());
    const int count = static_cast<int>(m_table.rows().size());
    m_header->setFacts({tr("%n profile(s)", nullptr, count)});
    if (count == 0)
        m_states->showEmpty(Icon::Broker, tr("No cluster yet"), tr("Add the address of a Kafka cluster, or start the sandbox of this computer."),
                            tr("New cluster..."), Icon::Add);
    else
        m_states->showContent();
    showSelected();
    Q_EMIT stateChanged();
}

const model::Profile *ClustersPage::selected() const
{
    return m_table.find(m_view->currentKey());
}

void ClustersPage::showSelected()
{
    const model::Profile *profile = selected();
    m_inspector->setVisible(profile != nullptr);
    if (profile == nullptr)
        return;
    m_inspector->setTitle(profile->name);
    if (profile->production)
        m_inspector->setPill(State::Error, tr("Production"));
    else if (profile->readOnly)
        m_inspector->setPill(State::Paused, tr("Read only"));
    else
        m_inspector->clearPill();
    std::vector<KeyValue> rows{{tr("Kind"), profile->kind == model::Profile::Kind::Sandbox ? tr("Sandbox") : tr("Kafka cluster"), false},
                               {tr("Addresses"), profile->bootstrap()},
                               {tr("Security"), securityText(*profile), false}};
    if (!profile->production)
        rows.push_back({tr("Colour"), accentName(profile->accent), false});
    m_facts->setRows(rows);
}

void ClustersPage::add()
{
    openDialog({}, {});
}

void ClustersPage::edit(const model::Profile &profile)
{
    m_editing = profile;
    m_secrets.start(m_context.secrets.read(profile.id));
}

void ClustersPage::openDialog(const model::Profile &profile, const QMap<QString, QString> &secrets, const QStringList &notTaken)
{
    auto *dialog = new ProfileDialog(m_context.sessions, m_context.profiles, m_context.secrets, profile, secrets, notTaken);
    connect(dialog, &ProfileDialog::saved, this, [this](const model::Profile &saved) {
        // An open session still speaks with the old settings.
        m_context.closeCluster(saved.id);
        m_view->setCurrentKey(saved.id, true);
        Toast toast;
        toast.title = tr("%1 saved").arg(saved.name);
        if (m_context.secrets.place() == api::SecretStore::Place::Memory && saved.properties.contains(QStringLiteral("sasl.mechanism"))) {
            toast.state = State::Warn;
            toast.text = tr("This desktop has no keychain: the password is kept until Weir ends. Settings can keep it in a file.");
        }
        m_context.notify(toast);
    });
    dialog->openOver(this);
}

void ClustersPage::remove(const model::Profile &profile)
{
    Question question;
    question.title = tr("Delete the profile %1?").arg(profile.name);
    question.text = tr("Its address, its settings and its password on this computer are deleted. The cluster itself is not touched.");
    question.state = State::Warn;
    question.answers = {{tr("Delete profile"), Icon::Delete, ButtonKind::Danger}};
    confirm(this, question, [this, profile] {
        // The secrets go with the profile and have to be able to come back with it, so they are read before.
        m_context.secrets.read(profile.id).then(this, [this, profile](const base::Result<QMap<QString, QString>> &read) {
            const base::Status removed = m_context.profiles.remove(profile.id);
            if (!removed)
                return tellProblem(m_context, removed.error());
            m_context.secrets.remove(profile.id).then(this, [this](const base::Status &gone) {
                if (!gone)
                    tellProblem(m_context, gone.error());
            });
            m_context.closeCluster(profile.id);
            Toast toast{.title = tr("%1 deleted").arg(profile.name), .action = tr("Undo")};
            if (!read)
                toast.text = tr("Its password could not be read: Undo brings it back without.");
            // The page may be closed by then; what it works with is still there.
            toast.act = [context = m_context, profile, secrets = read.value_or(QMap<QString, QString>())] { putBack(context, profile, secrets); };
            m_context.notify(toast);
        });
    });
}

void ClustersPage::putBack(const PageContext &context, const model::Profile &profile, const QMap<QString, QString> &secrets)
{
    const auto saved = context.profiles.save(profile);
    if (!saved)
        return tellProblem(context, saved.error());
    if (secrets.isEmpty())
        return;
    context.secrets.write(saved->id, secrets).then(&context.profiles, [context](const base::Status &written) {
        if (!written)
            tellProblem(context, written.error());
    });
}

void ClustersPage::tellProblem(const PageContext &context, const base::Error &error)
{
    const ErrorText words = errorText(error);
    context.notify({.state = words.state, .title = words.sentence, .text = words.detail});
}

void ClustersPage::import()
{
    const QString path = QFileDialog::getOpenFileName(this, tr("Import client.properties"), {}, tr("Kafka client settings (*.properties *.conf *.config);;All files (*)"));
    if (path.isEmpty())
        return;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        m_context.notify({.state = State::Error, .title = tr("%1 could not be read").arg(QFileInfo(path).fileName()), .text = file.errorString()});
        return;
    }
    constexpr qint64 kMostBytes = 1024 * 1024; // settings are small; this is something else
    const auto imported = m_context.sessions.importProperties(QString::fromUtf8(file.read(kMostBytes)), QFileInfo(path).completeBaseName());
    if (!imported) {
        tellProblem(m_context, imported.error());
        return;
    }
    openDialog(imported->profile, imported->secrets, imported->ignored);
}

void ClustersPage::showVariant(const QString &)
{
    add();
}

} // namespace weir::widgets
