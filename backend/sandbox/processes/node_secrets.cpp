// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sandbox/processes/node_secrets.h"

#include "backend/sandbox/core/file_system.h"

#include <boost/json.hpp>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <unistd.h>

namespace weir::sandbox {

namespace json = boost::json;

base::Status writeSecrets(const std::string &path, const NodeSecrets &secrets)
{
    json::object users;
    for (const auto &[name, password] : secrets.users)
        users[name] = password;
    const std::string text = json::serialize(json::object{{"user", secrets.peers.user}, {"password", secrets.peers.password}, {"users", std::move(users)}});
    ::unlink(path.c_str());
    // Nobody else may have read it between its making and a change of its mode.
    const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    const bool whole = file >= 0 && ::write(file, text.data(), text.size()) == static_cast<ssize_t>(text.size());
    const int why = errno;
    if (file >= 0)
        ::close(file);
    if (!whole)
        return base::fail(base::ErrorKind::Storage, "file.write", path, std::strerror(why));
    return {};
}

base::Result<NodeSecrets> readSecrets(const std::string &path)
{
    WEIR_TRY(const base::Bytes bytes, readFile(posixFileSystem(), path));
    boost::system::error_code error;
    const json::value value = json::parse(std::string(base::textOf(bytes)), error);
    const json::object *object = error ? nullptr : value.if_object();
    const auto textOf = [object](const char *name) {
        const json::value *found = object->if_contains(name);
        return found != nullptr && found->is_string() ? std::string(found->get_string()) : std::string();
    };
    const json::value *users = object ? object->if_contains("users") : nullptr;
    if (users == nullptr || !users->is_object())
        return base::fail(base::ErrorKind::Invalid, "file.read", path, "these are no secrets of nodes");
    NodeSecrets secrets;
    secrets.peers = {textOf("user"), textOf("password")};
    for (const auto &[name, password] : users->get_object()) {
        if (password.is_string())
            secrets.users.insert_or_assign(std::string(name), std::string(password.get_string()));
    }
    return secrets;
}

} // namespace weir::sandbox
