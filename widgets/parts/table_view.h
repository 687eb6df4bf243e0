// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QJsonObject>
#include <QStringList>
#include <QTableView>

#include <functional>

class QMenu;
class QTimer;

namespace weir::widgets {

class CellDelegate;
class FilterHeader;
class TableModel;

/// The one table of the program: virtual, fixed row heights, rows selected as a whole, filter row in the header, column
/// chooser, copy as text, CSV, JSON or Markdown. Selection and scroll position follow the rows' keys over a refresh.
/// Keys: arrows, Home, End, Page; Enter activates; `/` goes into the filter of the current column (Esc clears
/// it, then comes back), Ctrl+C copies, Menu opens the menu. GUI thread only.
class TableView : public QTableView
{
    Q_OBJECT

public:
    explicit TableView(QWidget *parent = nullptr);

    /// The model must outlive the view. Columns get their widths when the first rows arrive.
    void setTableModel(TableModel *model);
    TableModel *tableModel() const { return m_model; }

    /// Filter row under the titles; on by default. Small tables inside panels turn it off.
    void setFilterRowVisible(bool visible);
    /// Height follows the rows (up to `maxRows`, then it scrolls): for small tables inside panels.
    void setFitToRows(int maxRows);

    QString currentKey() const;
    QStringList selectedKeys() const;
    /// Selects and scrolls to it; false if no visible row has that key. With `whenItComes` a missing key is selected as
    /// soon as it appears.
    bool setCurrentKey(const QString &key, bool whenItComes = false);

    /// Called for the context menu of the selected rows, above the copy entries.
    using MenuFiller = std::function<void(QMenu &menu, const QStringList &keys)>;
    void setContextMenuFiller(MenuFiller filler) { m_fillMenu = std::move(filler); }

    /// A menu with one check per column; owned by the caller's button or by `parent`.
    QMenu *makeColumnMenu(QWidget *parent);

    enum class CopyFormat { Text, Csv, Json, Markdown };
    /// The selected rows (all visible rows if none is) in the visible columns and their order.
    QString textOf(CopyFormat format, bool allRows = false) const;
    void copy(CopyFormat format);

    /// Order, widths, hidden columns and sort, by column id, to be kept by the caller.
    QJsonObject layoutState() const;
    void restoreLayoutState(const QJsonObject &state);

    /// Widths by content of the rows on screen, as LOOK section 2 says.
    void fitColumns();

    /// Where the mouse is, -1 if nowhere.
    int hoverRow() const { return m_hoverRow; }
    bool isFirstVisualColumn(int column) const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void currentKeyChanged(const QString &key);
    void selectedKeysChanged();
    /// Enter or double click.
    void rowActivated(const QString &key);
    /// A click on (or Enter in) a cell of kind Link.
    void linkActivated(const QString &key, const QString &columnId);

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;
    void selectionChanged(const QItemSelection &selected, const QItemSelection &deselected) override;
    void rowsAboutToBeRemoved(const QModelIndex &parent, int start, int end) override;

private:
    void applyLook();
    void syncCurrentKey();
    void restoreWanted();
    void stretchColumns();
    void fillWidth();
    void growColumns();
    int contentWidth(int column, int rows) const;
    void setHoverRow(int row);
    void openRowMenu(const QPoint &globalPos, int column);
    void openHeaderMenu(const QPoint &pos);
    void activateCurrent();

    TableModel *m_model = nullptr;
    FilterHeader *m_header = nullptr;
    CellDelegate *m_delegate = nullptr;
    QTimer *m_fitTimer = nullptr;
    MenuFiller m_fillMenu;
    QString m_currentKey; // as last told
    QString m_wantedKey;  // selected again when it comes back
    QStringList m_userWidths;
    QHash<int, int> m_natural; // width by content, before a small table fills its panel
    int m_hoverRow = -1;
    int m_fitRows = 0;
    bool m_fitted = false;
    bool m_fitting = false;
};

} // namespace weir::widgets
