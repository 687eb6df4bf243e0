// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/shell/page_catalog.h"

#include <QCoreApplication>

namespace weir::widgets {

QString pageTitle(const PageEntry &entry)
{
    return QCoreApplication::translate("Catalog", entry.title);
}

const PageEntry *PageCatalog::find(const QString &id) const
{
    for (const PageEntry &entry : m_entries) {
        if (entry.id == id)
            return &entry;
    }
    return nullptr;
}

const PageEntry *PageCatalog::railEntry(const QString &id) const
{
    const PageEntry *entry = find(id);
    return entry && !entry->parent.isEmpty() ? find(entry->parent) : entry;
}

} // namespace weir::widgets
