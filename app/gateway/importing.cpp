#include "importing.h"

#include <wire/package.h>

namespace tirkeu::gateway {

namespace {
constexpr ErrorCode kOfNobody{"gateway.import-of-nobody"};

/// The gateway from inside, as a workstation sees it.
class Inside final : public wire::Gateway
{
public:
    Inside(wire::GatewayService& service, wire::Asker asker)
        : m_service(service)
        , m_asker(std::move(asker))
    {
    }
    [[nodiscard]] wire::Reply<wire::Hello> hello() override { return m_service.hello(m_asker); }
    [[nodiscard]] wire::Reply<wire::UploadState> openUpload(const wire::UploadOffer& offer) override
    {
        return m_service.openUpload(m_asker, offer);
    }
    [[nodiscard]] wire::Reply<wire::UploadState> putChunk(
        const wire::PackageId& package, qint64 offset, QByteArrayView bytes) override
    {
        return m_service.putChunk(m_asker, package, offset, bytes);
    }
    [[nodiscard]] wire::Reply<QByteArray> finishUpload(const wire::PackageId& package) override
    {
        return m_service.finishUpload(m_asker, package);
    }
    [[nodiscard]] wire::Reply<core::JournalHead> journalHead(const core::Uuid& vault) override
    {
        return m_service.journalHead(m_asker, vault);
    }
    [[nodiscard]] wire::Reply<core::JournalHead> putJournal(const core::Uuid& vault, QByteArrayView entries) override
    {
        return m_service.putJournal(m_asker, vault, entries);
    }
    [[nodiscard]] wire::Reply<QByteArray> criteriaAfter(int version) override
    {
        return m_service.criteriaAfter(m_asker, version);
    }
    [[nodiscard]] wire::Reply<QList<wire::Answer>> answersAfter(quint64 number) override
    {
        return m_service.answersAfter(m_asker, number);
    }
    [[nodiscard]] wire::Reply<QList<wire::AttemptsElsewhere>> attemptsOf(const QString& iin) override
    {
        return m_service.attemptsOf(m_asker, iin);
    }
    [[nodiscard]] wire::Reply<QList<wire::PalmGiven>> palmsOf(const wire::PalmsAsked& asked) override
    {
        return m_service.palmsOf(m_asker, asked);
    }
    [[nodiscard]] wire::Reply<wire::ServiceSaid> callService(const wire::ServiceCall& call) override
    {
        return m_service.callService(m_asker, call);
    }
    [[nodiscard]] wire::Reply<QByteArray> relay(const wire::RelayQuestion& question) override
    {
        return m_service.relay(m_asker, question);
    }
    [[nodiscard]] wire::Reply<QByteArray> renewCertificate(QByteArrayView request) override
    {
        return m_service.renewCertificate(m_asker, request);
    }
    void cancel() override {}

private:
    wire::GatewayService& m_service;
    wire::Asker m_asker;
};

/// Whose certificate signed the packages. Whether it may send is the reference database's to say.
Result<pki::Certificate> signerOf(const ImportGround& ground, QIODevice& file, const sync::ExportIndex& index)
{
    for (const sync::ExportedPackage& one : index.packages) {
        const auto bytes = sync::packageFrom(file, one);
        const auto opened = bytes ? wire::openPackage(*bytes, ground.packages) : failure(bytes);
        if (!opened)
            continue; // told where it is delivered
        const wire::PackageContext& context = opened->manifest.context;
        const bool isBanks = ground.bank.check(opened->signer, context.made, pki::CertificateUse::Any).isTrusted();
        if (isBanks && context.workstation == index.workstation)
            return opened->signer;
    }
    return failure(kOfNobody, ErrorKind::SecurityStop, index.workstation);
}
} // namespace

Result<QList<sync::CarriedReceipt>> takeFile(
    const ImportGround& ground, QIODevice& file, const sync::ExportIndex& index)
{
    const auto signer = signerOf(ground, file, index);
    if (!signer)
        return failure(signer);
    Inside gateway(ground.service, {*signer, ground.version});
    return sync::deliverFile(gateway, file, index);
}

} // namespace tirkeu::gateway
