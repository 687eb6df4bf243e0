// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/messages/header_fields.h"

#include "widgets/pages/messages/bytes_field.h"
#include "widgets/pages/messages/record_text.h"
#include "widgets/parts/buttons.h"
#include "widgets/theme/controls.h"
#include "widgets/theme/look.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QScrollArea>
#include <QVBoxLayout>

namespace weir::widgets {

namespace {
constexpr int kLinesSeen = 3; // then they scroll
}

HeaderFields::HeaderFields(QWidget *parent)
    : QWidget(parent)
    , m_area(new QScrollArea)
{
    auto *inside = new QWidget;
    m_layout = new QVBoxLayout(inside);
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(4);
    m_area->setWidget(inside);
    // The ground of the sheet, not that of a list.
    m_area->viewport()->setAutoFillBackground(false);
    inside->setAutoFillBackground(false);
    m_area->setWidgetResizable(true);
    m_area->setFrameShape(QFrame::NoFrame);
    m_area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_area->setFocusPolicy(Qt::NoFocus);
    QPushButton *add = makeButton(tr("Add a header"), Icon::Add, ButtonKind::Quiet);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addWidget(m_area);
    layout->addWidget(add, 0, Qt::AlignLeft);
    connect(add, &QPushButton::clicked, this, [this] {
        addHeader({{}, QByteArray("")});
        m_lines.back().name->setFocus();
        m_area->ensureWidgetVisible(m_lines.back().box);
    });
    fitHeight();
}

void HeaderFields::setHeaders(const QVector<model::RecordHeader> &headers)
{
    while (!m_lines.empty())
        remove(m_lines.back().box);
    for (const model::RecordHeader &header : headers)
        addHeader(header);
}

void HeaderFields::addHeader(const model::RecordHeader &header)
{
    auto *box = new QWidget;
    auto *row = new QHBoxLayout(box);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    auto *name = new QLineEdit;
    name->setAccessibleName(tr("Header name"));
    name->setPlaceholderText(tr("name"));
    setDataFont(name);
    name->setFixedWidth(look().px(150));
    name->setText(oneLine(header.name));
    auto *value = new BytesField(tr("Header value"), tr("Null"), BytesField::Size::Line);
    value->setBytes(header.value);
    QToolButton *drop = makeIconButton(Icon::Close, tr("Remove the header"));
    row->addWidget(name, 0, Qt::AlignTop);
    row->addWidget(value, 1);
    row->addWidget(drop, 0, Qt::AlignTop);
    m_layout->addWidget(box);
    m_lines.push_back({box, name, header.name, value});
    connect(drop, &QToolButton::clicked, this, [this, box] { remove(box); });
    fitHeight();
}

void HeaderFields::remove(QWidget *box)
{
    const auto line = std::find_if(m_lines.begin(), m_lines.end(), [box](const Line &each) { return each.box == box; });
    if (line == m_lines.end())
        return;
    m_lines.erase(line);
    m_layout->removeWidget(box);
    box->hide();
    box->deleteLater(); // its own button asked for it
    fitHeight();
}

void HeaderFields::fitHeight()
{
    m_area->setVisible(!m_lines.empty());
    m_area->setFixedHeight(look().px(36) * std::clamp(count(), 1, kLinesSeen));
}

bool HeaderFields::read(QVector<model::RecordHeader> &into)
{
    into.clear();
    for (const Line &line : m_lines) {
        model::RecordHeader header;
        // A name that was not edited stays as it was, also where it is no text.
        header.name = line.name->isModified() ? line.name->text().toUtf8() : line.originalName;
        if (!line.value->read(header.value)) {
            m_area->ensureWidgetVisible(line.box);
            return false;
        }
        into.append(header);
    }
    return true;
}

} // namespace weir::widgets
