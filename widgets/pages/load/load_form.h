// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/model/load.h"
#include "backend/model/profile.h"

#include <QWidget>

class QComboBox;
class QDoubleSpinBox;
class QFormLayout;
class QLineEdit;
class QSpinBox;

namespace weir::widgets {

class Label;

/// What is generated and by a producer with which settings. On a production cluster its name is to be typed.
class LoadForm : public QWidget
{
    Q_OBJECT

public:
    LoadForm(const model::Profile &profile, const QString &topic, QWidget *parent = nullptr);

    /// How many there are to choose from, and how often each record is kept.
    void setTopic(int partitions, int replicas);
    model::LoadRequest request() const;
    /// What was typed, on production.
    QString confirmation() const;
    bool isConfirmed() const;

Q_SIGNALS:
    void changed();

private:
    void fill();
    void judge();

    const model::Profile m_profile;
    const QString m_topic;
    int m_replicas = 1;
    QSpinBox *m_records;
    QSpinBox *m_rate;
    QSpinBox *m_valueBytes;
    QSpinBox *m_keys;
    QComboBox *m_spread;
    QComboBox *m_acks;
    QComboBox *m_codec;
    QDoubleSpinBox *m_linger;
    QSpinBox *m_batch;
    QSpinBox *m_buffer;
    QLineEdit *m_typed = nullptr;
    Label *m_size;
};

} // namespace weir::widgets
