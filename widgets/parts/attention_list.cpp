// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/parts/attention_list.h"

#include "widgets/parts/format.h"
#include "widgets/parts/label.h"
#include "widgets/parts/row_table_model.h"
#include "widgets/parts/table_view.h"
#include "widgets/theme/state_shapes.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QEvent>
#include <QHeaderView>
#include <QStackedLayout>

#include <algorithm>

namespace weir::widgets {

struct AttentionList::Private
{
    RowTableModel<Attention> model{[](const Attention &a) { return a.key; }};
    TableView *view = nullptr;
    Label *empty = nullptr;
    QStackedLayout *stack = nullptr;
};

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(AttentionList)
};

std::vector<ColumnSpec<Attention>> columns()
{
    return {
        {.id = QStringLiteral("object"),
         .title = Words::tr("Object"),
         .kind = CellKind::Mono,
         .value =
             [](const Attention &a) {
                 Cell cell(a.object);
                 cell.state = a.state;
                 return cell;
             },
         .widthHint = 30},
        {.id = QStringLiteral("what"),
         .title = Words::tr("What"),
         .kind = CellKind::Text,
         .value = [](const Attention &a) { return Cell(a.what); },
         .stretch = true},
        {.id = QStringLiteral("since"),
         .title = Words::tr("Since"),
         .kind = CellKind::Number,
         .value =
             [](const Attention &a) {
                 if (a.sinceMs <= 0)
                     return Cell(); // the item speaks of now; a word here would seem to say that something could not be read
                 Cell cell(format::span((QDateTime::currentMSecsSinceEpoch() - a.sinceMs) / 1000 * 1000));
                 cell.quiet = true;
                 cell.toolTip = format::timestamp(a.sinceMs, false);
                 return cell;
             }},
        {.id = QStringLiteral("link"),
         .title = Words::tr("Repair"),
         .kind = CellKind::Link,
         .value = [](const Attention &a) { return Cell(a.link); },
         .align = Align::Right},
    };
}

} // namespace

AttentionList::AttentionList(QWidget *parent) : QWidget(parent), d(std::make_unique<Private>())
{
    d->view = new TableView(this);
    d->view->setFilterRowVisible(false);
    d->view->horizontalHeader()->hide();
    d->view->setSelectionMode(QAbstractItemView::SingleSelection);
    d->view->setAccessibleName(tr("Needs attention"));
    d->model.setColumns(columns());
    d->view->setTableModel(&d->model);
    d->empty = new Label(tr("Nothing needs you."), FontRole::Body, Ink::Text2, this);
    d->empty->setAlignment(Qt::AlignCenter);
    d->empty->setMinimumHeight(look().px(48));
    d->stack = new QStackedLayout(this);
    d->stack->addWidget(d->view);
    d->stack->addWidget(d->empty);
    d->stack->setCurrentWidget(d->empty);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(d->view, &TableView::rowActivated, this, &AttentionList::activated);
    connect(d->view, &TableView::linkActivated, this, [this](const QString &key) { Q_EMIT activated(key); });
}

AttentionList::~AttentionList()
{
    // The view lets go of the model before the model goes.
    d->view->setTableModel(nullptr);
}

void AttentionList::setItems(std::vector<Attention> items, int maxRows)
{
    std::stable_sort(items.begin(), items.end(), [](const Attention &a, const Attention &b) {
        if (severity(a.state) != severity(b.state))
            return severity(a.state) > severity(b.state);
        const auto since = [](const Attention &x) { return x.sinceMs > 0 ? x.sinceMs : std::numeric_limits<qint64>::max(); };
        return since(a) < since(b);
    });
    const bool any = !items.empty();
    d->view->setFitToRows(maxRows);
    d->model.setRows(std::move(items));
    d->view->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    d->stack->setCurrentWidget(any ? static_cast<QWidget *>(d->view) : d->empty);
    const int rows = std::clamp(d->model.rowCount(), 0, maxRows);
    setFixedHeight(any ? rows * look().rowHeight() : look().px(48));
    // The span since then grows though nothing else changed.
    d->view->viewport()->update();
}

void AttentionList::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        d->model.setColumns(columns());
        d->empty->setText(tr("Nothing needs you."));
    }
}

} // namespace weir::widgets
