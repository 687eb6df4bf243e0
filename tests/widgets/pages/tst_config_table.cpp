// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sandbox/metadata/config_defs.h"
#include "tests/widgets/fakes/fake_services.h"
#include "widgets/pages/topics/config_editor.h"
#include "widgets/pages/topics/config_table.h"
#include "widgets/parts/label.h"
#include "widgets/parts/search_field.h"
#include "widgets/parts/table_model.h"
#include "widgets/parts/table_view.h"
#include "widgets/shell/appearance.h"

#include <QTest>

#include <algorithm>

using namespace weir;
using namespace weir::widgets;

namespace {

model::ConfigEntry entry(std::string_view name, std::string_view documentation)
{
    model::ConfigEntry made;
    made.name = QString::fromUtf8(name.data(), qsizetype(name.size()));
    made.value = QStringLiteral("1");
    made.source = model::ConfigEntry::Source::Default;
    made.documentation = QString::fromUtf8(documentation.data(), qsizetype(documentation.size()));
    return made;
}

/// As our own broker tells it.
model::ConfigEntry ours(std::string_view name)
{
    const sandbox::ConfigDef *const def = sandbox::findTopicConfig(name);
    return entry(name, def != nullptr ? def->documentation : std::string_view());
}

bool hasKorean(const QString &text)
{
    return std::any_of(text.begin(), text.end(), [](QChar c) { return c.script() == QChar::Script_Hangul; });
}

bool says(const QWidget &widget, const QString &text)
{
    const QList<Label *> labels = widget.findChildren<Label *>();
    return std::any_of(labels.begin(), labels.end(), [&text](const Label *label) { return label->text() == text; });
}

} // namespace

/// The meaning of a setting in the language of the window.
class TestConfigTable : public QObject
{
    Q_OBJECT

    // Words of another broker: any characters, also some that mean something to a translator.
    const model::ConfigEntry m_foreign = entry("their.setting", "Their own words, 100 %n, \"größer\" & <b>so</b>.");
    fakes::FakeSettings m_settings;
    Preferences m_preferences{m_settings};
    Appearance m_appearance{m_preferences};

private Q_SLOTS:
    void initTestCase() { LookController::instance().install(); }
    void init() { m_preferences.setLanguage(Preferences::LanguageChoice::Korean); }

    void everySettingOfOurBrokerHasAKoreanMeaning()
    {
        int count = 0;
        for (const auto &defs : {sandbox::topicConfigDefs(), sandbox::brokerConfigDefs()}) {
            for (const sandbox::ConfigDef &def : defs) {
                const QString meaning = configMeaning(entry(def.name, def.documentation));
                QVERIFY2(hasKorean(meaning), qPrintable(QString::fromUtf8(def.name.data(), qsizetype(def.name.size()))));
                ++count;
            }
        }
        QVERIFY(count > 300);
    }

    void otherWordsStayAsTheyCame()
    {
        QCOMPARE(configMeaning(m_foreign), m_foreign.documentation);
        QCOMPARE(configMeaning(entry("untold", "")), QString());
        m_preferences.setLanguage(Preferences::LanguageChoice::English);
        QCOMPARE(configMeaning(m_foreign), m_foreign.documentation);
        QCOMPARE(configMeaning(ours("cleanup.policy")), ours("cleanup.policy").documentation);
    }

    void theTableShowsAndFindsIt()
    {
        const model::ConfigEntry cleanup = ours("cleanup.policy");
        const QString meaning = configMeaning(cleanup);
        QVERIFY(hasKorean(meaning));
        ConfigTable table;
        table.setConfigs({cleanup, ours("min.insync.replicas"), m_foreign});
        table.resize(900, 400);
        table.show();
        auto *const view = table.findChild<TableView *>();
        TableModel *const rows = view->tableModel();
        const auto shown = [rows](const model::ConfigEntry &e) -> const Cell & {
            return rows->cell(rows->rowOfKey(e.name), rows->columnById(QStringLiteral("doc")));
        };
        QCOMPARE(shown(cleanup).text, meaning);
        QCOMPARE(shown(cleanup).copyText(), meaning);
        QCOMPARE(shown(m_foreign).text, m_foreign.documentation);

        QVERIFY(view->setCurrentKey(cleanup.name));
        QVERIFY(says(table, meaning)); // the help line
        QVERIFY(view->setCurrentKey(m_foreign.name));
        QVERIFY(says(table, m_foreign.documentation));

        auto *const search = table.findChild<SearchField *>();
        search->setText(meaning.left(7));
        QTRY_COMPARE(rows->rowCount(), 1);
        QCOMPARE(rows->rowOfKey(cleanup.name), 0);
    }

    void theEditorShowsIt()
    {
        const ConfigEditor editor(ours("cleanup.policy"));
        QVERIFY(says(editor, configMeaning(ours("cleanup.policy"))));
        const ConfigEditor other(m_foreign);
        QVERIFY(says(other, m_foreign.documentation));
    }
};

QTEST_MAIN(TestConfigTable)
#include "tst_config_table.moc"
