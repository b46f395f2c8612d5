#pragma once

#include <wire/gateway.h>

#include <mutex>

namespace tirkeu::reference {

/// Packages on their way, one file each, sealed as they come. What lies here was promised to nobody: after a power cut
/// it may be short or torn, the digest tells, and the workstation sends it again. Any thread.
class Uploads
{
public:
    explicit Uploads(QString folder);

    /// Begins or finds; an offer of other bytes under the same id starts anew.
    [[nodiscard]] Result<qint64> open(const QString& workstation, const wire::UploadOffer& offer);
    /// How far it has come; nothing where it stands elsewhere than at `offset`.
    [[nodiscard]] Result<std::optional<qint64>> append(
        const QString& workstation, const wire::PackageId& package, qint64 offset, QByteArrayView bytes);
    struct Whole
    {
        wire::UploadOffer offer;
        QByteArray bytes;
    };
    enum class Lack { Unknown, Incomplete, Damaged };
    /// The whole package, its digest held against the offer; a damaged one is thrown away.
    [[nodiscard]] Result<tl::expected<Whole, Lack>> whole(const QString& workstation, const wire::PackageId& package);
    void remove(const QString& workstation, const wire::PackageId& package);
    void tidy(core::WallTime olderThan);

    static constexpr int kMostOfOne = 16; ///< open at once from one workstation

private:
    [[nodiscard]] QString stem(const QString& workstation, const wire::PackageId& package) const;
    [[nodiscard]] std::mutex& lockOf(const QString& stem);

    QString m_folder;
    std::mutex m_locks[16];
};

} // namespace tirkeu::reference
