// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/store/secret_store.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>

#include <qt6keychain/keychain.h>

#include <memory>

namespace weir::store {

namespace {

const QString kService = QStringLiteral("weir");

template <class T>
QFuture<base::Result<T>> ready(base::Result<T> result)
{
    QPromise<base::Result<T>> promise;
    promise.start();
    promise.addResult(std::move(result));
    promise.finish();
    return promise.future();
}

QJsonObject toJson(const QMap<QString, QString> &secrets)
{
    QJsonObject object;
    for (auto it = secrets.cbegin(); it != secrets.cend(); ++it)
        object.insert(it.key(), it.value());
    return object;
}

QMap<QString, QString> fromJson(const QJsonObject &object)
{
    QMap<QString, QString> secrets;
    for (auto it = object.begin(); it != object.end(); ++it)
        secrets.insert(it.key(), it.value().toString());
    return secrets;
}

bool noKeychain(QKeychain::Error error)
{
    return error == QKeychain::NoBackendAvailable || error == QKeychain::NotImplemented || error == QKeychain::OtherError;
}

base::Error keychainError(const char *action, const QKeychain::Job &job)
{
    return {base::ErrorKind::Refused, action, "keychain", {}, job.errorString().toStdString(), 0};
}

} // namespace

KeychainSecretStore::KeychainSecretStore(QString folder, FileUse fileUse)
    : m_filePath(std::move(folder) + QStringLiteral("/secrets.json"))
    , m_place(fileUse == FileUse::OptedIn ? Place::File : Place::Keychain)
{
}

api::Future<QMap<QString, QString>> KeychainSecretStore::read(const QString &profileId)
{
    if (m_place == Place::File) {
        auto all = readFile();
        return all ? ready<Secrets>(all->value(profileId)) : ready<Secrets>(base::fail(all.error()));
    }
    if (m_place == Place::Memory)
        return ready<Secrets>(m_memory.value(profileId));

    auto promise = std::make_shared<QPromise<base::Result<Secrets>>>();
    promise->start();
    auto *job = new QKeychain::ReadPasswordJob(kService); // deletes itself
    job->setKey(profileId);
    QObject::connect(job, &QKeychain::Job::finished, [this, promise, job, profileId] {
        if (job->error() == QKeychain::NoError) {
            promise->addResult(fromJson(QJsonDocument::fromJson(job->binaryData()).object()));
        } else if (job->error() == QKeychain::EntryNotFound) {
            promise->addResult(Secrets{});
        } else if (noKeychain(job->error())) {
            m_place = Place::Memory;
            promise->addResult(m_memory.value(profileId));
        } else {
            promise->addResult(base::fail(keychainError("secret.read", *job)));
        }
        promise->finish();
    });
    job->start();
    return promise->future();
}

api::Future<void> KeychainSecretStore::write(const QString &profileId, const Secrets &secrets)
{
    if (secrets.isEmpty())
        return remove(profileId);
    if (m_place != Place::Keychain)
        return ready<void>(keepHere(profileId, secrets));

    auto promise = std::make_shared<QPromise<base::Result<void>>>();
    promise->start();
    auto *job = new QKeychain::WritePasswordJob(kService);
    job->setKey(profileId);
    job->setBinaryData(QJsonDocument(toJson(secrets)).toJson(QJsonDocument::Compact));
    QObject::connect(job, &QKeychain::Job::finished, [this, promise, job, profileId, secrets] {
        if (noKeychain(job->error())) {
            m_place = Place::Memory;
            promise->addResult(keepHere(profileId, secrets));
        } else if (job->error() != QKeychain::NoError) {
            promise->addResult(base::fail(keychainError("secret.write", *job)));
        } else {
            promise->addResult(base::Result<void>{});
        }
        promise->finish();
    });
    job->start();
    return promise->future();
}

api::Future<void> KeychainSecretStore::remove(const QString &profileId)
{
    if (m_place != Place::Keychain)
        return ready<void>(keepHere(profileId, {}));

    auto promise = std::make_shared<QPromise<base::Result<void>>>();
    promise->start();
    auto *job = new QKeychain::DeletePasswordJob(kService);
    job->setKey(profileId);
    QObject::connect(job, &QKeychain::Job::finished, [this, promise, job, profileId] {
        const bool gone = job->error() == QKeychain::NoError || job->error() == QKeychain::EntryNotFound;
        if (noKeychain(job->error())) {
            m_place = Place::Memory;
            promise->addResult(keepHere(profileId, {}));
        } else if (!gone) {
            promise->addResult(base::fail(keychainError("secret.remove", *job)));
        } else {
            promise->addResult(base::Result<void>{});
        }
        promise->finish();
    });
    job->start();
    return promise->future();
}

base::Status KeychainSecretStore::keepHere(const QString &profileId, const Secrets &secrets)
{
    if (m_place == Place::Memory) {
        if (secrets.isEmpty())
            m_memory.remove(profileId);
        else
            m_memory.insert(profileId, secrets);
        return {};
    }
    WEIR_TRY(auto all, readFile());
    if (secrets.isEmpty())
        all.remove(profileId);
    else
        all.insert(profileId, secrets);
    return writeFile(all);
}

base::Result<QHash<QString, QMap<QString, QString>>> KeychainSecretStore::readFile() const
{
    QHash<QString, Secrets> all;
    QFile file(m_filePath);
    if (!file.exists())
        return all;
    if (!file.open(QIODevice::ReadOnly))
        return base::fail(base::ErrorKind::Storage, "secret.read", m_filePath.toStdString(), file.errorString().toStdString());
    const QJsonObject object = QJsonDocument::fromJson(file.readAll()).object();
    for (auto it = object.begin(); it != object.end(); ++it)
        all.insert(it.key(), fromJson(it.value().toObject()));
    return all;
}

base::Status KeychainSecretStore::writeFile(const QHash<QString, Secrets> &all) const
{
    QJsonObject object;
    for (auto it = all.cbegin(); it != all.cend(); ++it)
        object.insert(it.key(), toJson(it.value()));
    QSaveFile file(m_filePath);
    // Narrowed before a byte is written, so that no other user can read even half of it.
    const bool done = file.open(QIODevice::WriteOnly) && file.setPermissions(QFile::ReadOwner | QFile::WriteOwner)
                      && file.write(QJsonDocument(object).toJson()) >= 0 && file.commit();
    if (!done)
        return base::fail(base::ErrorKind::Storage, "secret.write", m_filePath.toStdString(), file.errorString().toStdString());
    return {};
}

} // namespace weir::store
