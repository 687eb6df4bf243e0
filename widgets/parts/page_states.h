// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/base/error.h"
#include "widgets/theme/icons.h"
#include "widgets/theme/look.h"

#include <QWidget>

#include <optional>

class QPushButton;
class QStackedLayout;
class QTimer;

namespace weir::widgets {

class Banner;
class Label;
class LoadingBar;

/// The five states of a page (LOOK section 3). Content that was shown once stays while a new answer is awaited: only the
/// 2 px bar tells. Grey rows come after 300 ms and only where there is nothing else to show.
class PageStates : public QWidget
{
    Q_OBJECT

public:
    enum class Showing { Idle, Loading, Content, Empty, Failed };

    explicit PageStates(QWidget *parent = nullptr);

    /// What Ready shows; taken over.
    void setContent(QWidget *content);

    /// Nothing was asked yet: icon, sentence, optional button (emits acted).
    void showIdle(Icon icon, const QString &title, const QString &sentence = {}, const QString &button = {});
    /// `progress` 0..1, or below 0 when it is not known. Keeps content that is shown.
    void showLoading(const QString &words, double progress = -1);
    void showContent();
    /// Icon, one sentence, at most one button, which emits acted().
    void showEmpty(Icon icon, const QString &title, const QString &sentence = {}, const QString &button = {},
                   Icon buttonIcon = Icon::None);
    /// Words from errorText(). Try again emits retried(); `repair` ("Open profile") emits repaired(). If content was
    /// shown before, it stays, under an error bar that says the same.
    void showFailed(const base::Error &error, const QString &repair = {});
    /// A bar above the content: what is missing. Empty text takes it away.
    void setPartial(const QString &lead, const QString &text = {}, State state = State::Warn);

    Showing showing() const { return m_showing; }
    /// Forget that content was shown: another topic, another cluster.
    void reset();

Q_SIGNALS:
    void acted();
    void retried();
    void repaired();

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    QWidget *makeMessage();
    void showMessage(Icon icon, std::optional<State> state, const QString &title, const QString &sentence,
                     const QString &detail);
    void setBusy(bool busy, double progress);

    Showing m_showing = Showing::Idle;
    // Made by makeMessage().
    QWidget *m_icon = nullptr;
    Label *m_title = nullptr;
    Label *m_sentence = nullptr;
    Label *m_detail = nullptr;
    QPushButton *m_button = nullptr;
    QPushButton *m_repair = nullptr;
    QStackedLayout *m_stack;
    QWidget *m_message;
    QWidget *m_loading;
    QWidget *m_holder;
    QWidget *m_content = nullptr;
    Banner *m_banner;
    Banner *m_failure;
    LoadingBar *m_bar;
    Label *m_loadingWords;
    QPushButton *m_failureRepair;
    QTimer *m_skeletonTimer;
    bool m_hadContent = false;
};

/// The 2 px bar on top of whatever loads. Without a known share a piece runs along it.
class LoadingBar : public QWidget
{
    Q_OBJECT

public:
    explicit LoadingBar(QWidget *parent = nullptr);
    void setProgress(double fraction);

protected:
    void paintEvent(QPaintEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void timerEvent(QTimerEvent *event) override;

private:
    double m_fraction = -1;
    int m_timer = 0;
    int m_phase = 0;
};

} // namespace weir::widgets
