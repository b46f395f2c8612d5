#pragma once

#include <demo/demobranch.h>

#include <QProcess>
#include <QUrl>

#include <functional>
#include <memory>

namespace tirkeu::demo {

/// The bank's side of the demo: `tirkeu-gateway` on its embedded store, with the keys of the demo branch, as a process
/// that ends with this one. Where it lies beside this program; where it does not, the demo branch is offline.
class DemoGateway
{
public:
    static constexpr quint16 kPort = 18443;
    static constexpr quint16 kAdminPort = 18444; ///< /health, /ready, /metrics

    /// Writes configuration and data key into a folder of the branch, once.
    /// `services`: where the demo's time stamps and status are answered; empty: nothing is relayed.
    [[nodiscard]] static Result<QString> writeConfig(
        const DemoBranch& branch, quint16 port, quint16 adminPort, const QUrl& services = {});
    [[nodiscard]] static QUrl address(quint16 port = kPort);

    /// Where the codes arrive that are sent to clients: a file for each telephone, by its digits, with the newest code.
    [[nodiscard]] static QString telephones(const DemoBranch& branch);
    [[nodiscard]] static QString codeOn(const DemoBranch& branch, const QString& phone); ///< E.164; empty: none

    explicit DemoGateway(const DemoBranch& branch);
    ~DemoGateway(); ///< asks it to stop and waits a moment
    /// False where there is no such program.
    [[nodiscard]] Result<bool> start(const QUrl& services);
    /// Called when it ends although nobody asked it to, or did not begin at all.
    void whenEnded(const std::function<void(const Error&)>& tell);

private:
    const DemoBranch& m_branch;
    QProcess m_process;
};

} // namespace tirkeu::demo
