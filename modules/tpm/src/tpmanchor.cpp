#include "tpm/tpmanchor.h"

#include "tpmstate.h"

#include <QtEndian>

#include <algorithm>
#include <optional>

namespace tirkeu::tpm {

namespace {
// Of the range that the owner's own programs use; two numbers that stay.
constexpr TPMI_RH_NV_INDEX kRecordIndex = 0x0153'4B54;
constexpr TPMI_RH_NV_INDEX kCounterIndex = 0x0153'4B55;
constexpr qsizetype kHashBytes = 32;
constexpr UINT16 kRecordBytes = 8 + kHashBytes;
constexpr UINT16 kCounterBytes = 8;
constexpr quint64 kBeyondAnyJournal = (quint64(1) << 53) - 1; // the largest whole number that JSON keeps

/// A loaded name of something in the TPM's own memory.
class Place
{
public:
    Place(ESYS_CONTEXT* esys, ESYS_TR handle)
        : m_esys(esys)
        , m_handle(handle)
    {
    }
    ~Place() { Esys_TR_Close(m_esys, &m_handle); }
    Place(const Place&) = delete;
    Place& operator=(const Place&) = delete;
    [[nodiscard]] ESYS_TR handle() const { return m_handle; }

private:
    ESYS_CONTEXT* m_esys;
    ESYS_TR m_handle;
};

/// Nothing where the index was never defined.
Result<std::unique_ptr<Place>> placeAt(ESYS_CONTEXT* esys, TPMI_RH_NV_INDEX index)
{
    ESYS_TR handle = ESYS_TR_NONE;
    const TSS2_RC code = Esys_TR_FromTPMPublic(esys, index, ESYS_TR_NONE, ESYS_TR_NONE, ESYS_TR_NONE, &handle);
    if (code == TSS2_RC_SUCCESS)
        return std::make_unique<Place>(esys, handle);
    // Format-one codes carry the number of the handle in bits 8 to 10, and the layer above.
    constexpr TSS2_RC kWithoutHandle = 0xFF;
    if ((code & kWithoutHandle) == (TPM2_RC_HANDLE & kWithoutHandle))
        return std::unique_ptr<Place>();
    return refused(code, "looking for the record");
}

Result<std::unique_ptr<Place>> placeOrNew(ESYS_CONTEXT* esys, TPMI_RH_NV_INDEX index, UINT16 size, TPMA_NV type)
{
    auto found = placeAt(esys, index);
    if (!found || *found)
        return found;
    TPM2B_NV_PUBLIC wanted{};
    wanted.nvPublic.nvIndex = index;
    wanted.nvPublic.nameAlg = TPM2_ALG_SHA256;
    wanted.nvPublic.attributes =
        type | TPMA_NV_OWNERREAD | TPMA_NV_OWNERWRITE | TPMA_NV_AUTHREAD | TPMA_NV_AUTHWRITE | TPMA_NV_NO_DA;
    wanted.nvPublic.dataSize = size;
    const TPM2B_AUTH none{};
    ESYS_TR handle = ESYS_TR_NONE;
    const TSS2_RC code = Esys_NV_DefineSpace(
        esys, ESYS_TR_RH_OWNER, ESYS_TR_PASSWORD, ESYS_TR_NONE, ESYS_TR_NONE, &none, &wanted, &handle);
    if (code != TSS2_RC_SUCCESS)
        return refused(code, "making room for the record");
    return std::make_unique<Place>(esys, handle);
}

/// Nothing where it was defined and never written.
Result<std::optional<QByteArray>> read(ESYS_CONTEXT* esys, const Place& place, UINT16 size)
{
    TPM2B_MAX_NV_BUFFER* raw = nullptr;
    const TSS2_RC code =
        Esys_NV_Read(esys, place.handle(), place.handle(), ESYS_TR_PASSWORD, ESYS_TR_NONE, ESYS_TR_NONE, size, 0, &raw);
    const EsysHandle<TPM2B_MAX_NV_BUFFER> data(raw);
    if (code == TPM2_RC_NV_UNINITIALIZED)
        return std::optional<QByteArray>();
    if (code != TSS2_RC_SUCCESS)
        return refused(code, "reading the record");
    return std::optional(QByteArray(reinterpret_cast<const char*>(data->buffer), data->size));
}

Result<quint64> written(ESYS_CONTEXT* esys)
{
    const auto place = placeAt(esys, kCounterIndex);
    if (!place)
        return failure(place);
    if (!*place)
        return quint64(0);
    const auto bytes = read(esys, **place, kCounterBytes);
    if (!bytes)
        return failure(bytes);
    return *bytes ? qFromBigEndian<quint64>((*bytes)->constData()) : quint64(0);
}
} // namespace

Result<quint64> TpmAnchor::count()
{
    const std::lock_guard lock(m_tpm->state().mutex);
    return written(m_tpm->state().esys);
}

Result<core::JournalHead> TpmAnchor::lastAnchor()
{
    const std::lock_guard lock(m_tpm->state().mutex);
    ESYS_CONTEXT* esys = m_tpm->state().esys;
    const Result<quint64> times = written(esys);
    if (!times)
        return failure(times);
    if (*times == 0)
        return core::JournalHead{};
    const core::JournalHead takenAway{kBeyondAnyJournal, QByteArray(kHashBytes, '\0')};
    const auto place = placeAt(esys, kRecordIndex);
    if (!place)
        return failure(place);
    if (!*place)
        return takenAway;
    const auto bytes = read(esys, **place, kRecordBytes);
    if (!bytes)
        return failure(bytes);
    if (!*bytes || (*bytes)->size() != kRecordBytes)
        return takenAway;
    return core::JournalHead{qFromBigEndian<quint64>((*bytes)->constData()), (*bytes)->sliced(8)};
}

Result<> TpmAnchor::anchor(const core::JournalHead& head)
{
    const std::lock_guard lock(m_tpm->state().mutex);
    ESYS_CONTEXT* esys = m_tpm->state().esys;
    const auto record = placeOrNew(esys, kRecordIndex, kRecordBytes, TPM2_NT_ORDINARY << TPMA_NV_TPM2_NT_SHIFT);
    if (!record)
        return failure(record);
    const auto counter = placeOrNew(esys, kCounterIndex, kCounterBytes, TPM2_NT_COUNTER << TPMA_NV_TPM2_NT_SHIFT);
    if (!counter)
        return failure(counter);
    TPM2B_MAX_NV_BUFFER data{};
    data.size = kRecordBytes;
    qToBigEndian(quint64(head.sequence), data.buffer);
    std::copy_n(head.hash.begin(), std::min(head.hash.size(), kHashBytes), data.buffer + 8);
    // The record first: cut short between the two, a counter still at nothing reads as no anchor yet.
    TSS2_RC code = Esys_NV_Write(
        esys, (*record)->handle(), (*record)->handle(), ESYS_TR_PASSWORD, ESYS_TR_NONE, ESYS_TR_NONE, &data, 0);
    if (code != TSS2_RC_SUCCESS)
        return refused(code, "writing the record");
    code = Esys_NV_Increment(
        esys, (*counter)->handle(), (*counter)->handle(), ESYS_TR_PASSWORD, ESYS_TR_NONE, ESYS_TR_NONE);
    if (code != TSS2_RC_SUCCESS)
        return refused(code, "counting");
    return {};
}

} // namespace tirkeu::tpm
