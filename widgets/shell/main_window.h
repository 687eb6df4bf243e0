// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/parts/latest.h"
#include "widgets/shell/appearance.h"
#include "widgets/shell/palette_model.h"
#include "widgets/shell/workspace.h"

#include <QWidget>

#include <memory>
#include <vector>

class QPushButton;
class QSplitter;
class QStackedWidget;
class QTimer;

namespace weir::widgets {

class Banner;
class ClusterFlyout;
class Palette;
class Rail;
class RequestsPane;
class StatusBar;
class TopBar;
class WindowFrame;

/// The window of Weir: top bar, rail, the pages of the cluster that is shown, status bar. Holds one Workspace for each open
/// cluster. Comes back as it was left, also after a crash: what is open is saved as it changes.
class MainWindow : public QWidget
{
    Q_OBJECT

public:
    /// Everything in `services` outlives the window. LookController::install() was called.
    MainWindow(const WindowServices &services, PageCatalog catalog);
    ~MainWindow() override;

    /// What was open the last time: the cluster, its tabs, the window's size. Without anything to come back to, the page of
    /// the clusters.
    void restoreSession();
    /// The same for the window's size and state alone.
    void restoreGeometryOnly();

    /// Shows a cluster, opening it where it is not open: asks for a password that is needed and not stored.
    void openCluster(const model::Profile &profile);
    void closeCluster(const QString &profileId);
    /// No cluster, but a page that needs none.
    void showWithoutCluster(const QString &pageId);
    /// Says in a toast what went wrong.
    void tell(const base::Error &error);
    /// Says that the last run crashed and where its log lies.
    void tellCrash(const QString &logFile);
    Workspace *current() const { return m_current; }
    const PageCatalog &catalog() const { return m_catalog; }
    Preferences &preferences() { return *m_preferences; }
    Commands &commands() { return *m_commands; }
    Jobs &jobs() { return *m_jobs; }
    Palette *palettePanel() const { return m_palette; }
    WindowFrame *frame() const { return m_frame; }
    Rail *rail() const { return m_rail; }
    void openPalette(const QString &typed = {});
    void setRequestsShown(bool shown);
    /// Writes what is open at once, not only after a pause.
    void saveSession();

Q_SIGNALS:
    void clusterShown();

protected:
    void changeEvent(QEvent *event) override;
    void closeEvent(QCloseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void moveEvent(QMoveEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void buildLayout();
    void connectParts();
    void buildCommands();
    void retranslate();
    void showMark();
    void showConnection();
    void showPage();
    void focusPage();

    // clusters: main_window_clusters.cpp
    void openWith(const model::Profile &profile, const QMap<QString, QString> &secrets);
    Workspace *makeWorkspace(std::optional<model::Profile> profile, std::unique_ptr<api::ClusterSession> session);
    void showWorkspace(Workspace *workspace);
    Workspace *workspaceOf(const QString &profileId) const;
    void showEmptyWorkspace();
    void profilesChanged();
    void openSwitcher();
    void saveSoon();
    /// Nothing where the sandbox runs, or the cluster that is shown is not the sandbox.
    std::optional<model::SandboxStatus::State> sandboxAtRest() const;
    void showSandbox();
    void startSandbox();
    void sandboxStarted();

    // commands: main_window_commands.cpp
    std::vector<CommandSpec> shellCommands() const;
    void runCommand(const QString &id);
    void cyclePanes(int by);
    void cancelOrGoUp();
    std::vector<PaletteItem> paletteItems();
    std::optional<PaletteItem> paletteLink(const QString &typed) const;
    void paletteChosen(const PaletteItem &item, bool beside);
    void showLanguageMenu(const QPoint &globalAt);

    WindowServices m_services;
    PageCatalog m_catalog;
    std::unique_ptr<Preferences> m_preferences;
    std::unique_ptr<Appearance> m_appearance;
    std::unique_ptr<Commands> m_commands;
    std::unique_ptr<Jobs> m_jobs;

    WindowFrame *m_frame = nullptr;
    TopBar *m_top = nullptr;
    Rail *m_rail = nullptr;
    QSplitter *m_middle = nullptr;
    QStackedWidget *m_views = nullptr;
    Banner *m_sandboxBanner = nullptr;
    QPushButton *m_startSandbox = nullptr;
    Latest<model::SandboxStatus> m_sandboxStart;
    RequestsPane *m_requests = nullptr;
    StatusBar *m_status = nullptr;
    Toasts *m_toasts = nullptr;
    Palette *m_palette = nullptr;
    ClusterFlyout *m_clusters = nullptr;
    QTimer *m_saveTimer = nullptr;

    std::vector<std::unique_ptr<Workspace>> m_workspaces;
    Workspace *m_current = nullptr;
    QString m_opening; ///< profile whose secrets are being read
    Language m_shownLanguage = format::language();
    bool m_restored = false;
};

} // namespace weir::widgets
