#include <guard/systemsurroundings.h>

#include <QHash>

#include <cstdlib>
#include <memory>

#include <unistd.h>
#include <xcb/res.h>
#include <xcb/xcb.h>

namespace tirkeu::guard {

namespace {
struct Free
{
    void operator()(void* reply) const { std::free(reply); }
};
template<typename T>
using Reply = std::unique_ptr<T, Free>;

/// The server's own words for kinds of things, each asked for once.
class KindNames
{
public:
    explicit KindNames(xcb_connection_t* server)
        : m_server(server)
    {
    }
    [[nodiscard]] QString of(xcb_atom_t atom)
    {
        const auto known = m_names.constFind(atom);
        if (known != m_names.constEnd())
            return *known;
        const Reply<xcb_get_atom_name_reply_t> reply(
            xcb_get_atom_name_reply(m_server, xcb_get_atom_name(m_server, atom), nullptr));
        const QString name =
            reply ? QString::fromLatin1(xcb_get_atom_name_name(reply.get()), xcb_get_atom_name_name_length(reply.get()))
                  : QString();
        return *m_names.insert(atom, name);
    }

private:
    xcb_connection_t* m_server;
    QHash<xcb_atom_t, QString> m_names;
};

struct Asked
{
    qint64 process;
    xcb_res_query_client_resources_cookie_t cookie;
};

/// All local clients but this process's own; each is asked for before the first answer is read.
QList<Asked> askAll(xcb_connection_t* server)
{
    QList<Asked> asked;
    const xcb_res_client_id_spec_t everybody{0, XCB_RES_CLIENT_ID_MASK_LOCAL_CLIENT_PID};
    const Reply<xcb_res_query_client_ids_reply_t> ids(
        xcb_res_query_client_ids_reply(server, xcb_res_query_client_ids(server, 1, &everybody), nullptr));
    if (!ids)
        return asked;
    for (auto one = xcb_res_query_client_ids_ids_iterator(ids.get()); one.rem > 0; xcb_res_client_id_value_next(&one)) {
        if (xcb_res_client_id_value_value_length(one.data) < 1)
            continue;
        const qint64 process = *xcb_res_client_id_value_value(one.data);
        const bool isServer = one.data->spec.client == 0; // which is its own first client
        if (process > 0 && process != getpid() && !isServer)
            asked.append({process, xcb_res_query_client_resources(server, one.data->spec.client)});
    }
    return asked;
}
} // namespace

// By the X-Resource extension: the server itself says what it keeps for whom.
QList<DisplayClient> SystemSurroundings::displayClients() const
{
    QList<DisplayClient> clients;
    if (qEnvironmentVariableIsEmpty("DISPLAY"))
        return clients;
    struct Disconnect
    {
        void operator()(xcb_connection_t* server) const { xcb_disconnect(server); }
    };
    const std::unique_ptr<xcb_connection_t, Disconnect> server(xcb_connect(nullptr, nullptr));
    if (xcb_connection_has_error(server.get()) != 0)
        return clients;
    const xcb_query_extension_reply_t* extension = xcb_get_extension_data(server.get(), &xcb_res_id);
    const Reply<xcb_res_query_version_reply_t> version(
        extension != nullptr && extension->present != 0
            ? xcb_res_query_version_reply(server.get(), xcb_res_query_version(server.get(), 1, 2), nullptr)
            : nullptr);
    // Which process a client is, it says since 1.2.
    if (!version || version->server_major != 1 || version->server_minor < 2)
        return clients;
    KindNames names(server.get());
    for (const Asked& one : askAll(server.get())) {
        const Reply<xcb_res_query_client_resources_reply_t> held(
            xcb_res_query_client_resources_reply(server.get(), one.cookie, nullptr));
        if (!held)
            continue; // gone meanwhile
        DisplayClient client{one.process, {}};
        const xcb_res_type_t* types = xcb_res_query_client_resources_types(held.get());
        for (int i = 0; i < xcb_res_query_client_resources_types_length(held.get()); ++i)
            client.holds.append(names.of(types[i].resource_type));
        clients.append(client);
    }
    return clients;
}

} // namespace tirkeu::guard
