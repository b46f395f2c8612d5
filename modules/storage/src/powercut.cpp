#include <storage/faultdisk.h>

#include <cstring>
#include <random>

namespace tirkeu::storage {

namespace {
using Kind = FaultDisk::Operation::Kind;
constexpr qint64 kSector = 512;

void put(QByteArray& bytes, qint64 offset, QByteArrayView data)
{
    if (bytes.size() < offset + data.size())
        bytes.append(QByteArray(offset + data.size() - bytes.size(), '\0'));
    std::memcpy(bytes.data() + offset, data.data(), static_cast<std::size_t>(data.size()));
}

void apply(FaultDisk::Files& files, const FaultDisk::Operation& operation)
{
    if (operation.kind == Kind::Write)
        put(files[operation.file], operation.offset, operation.data);
    else if (operation.kind == Kind::Truncate)
        files[operation.file].resize(operation.offset);
}
} // namespace

PowerCut::PowerCut(FaultDisk::Files before, std::vector<FaultDisk::Operation> record)
    : m_durable(std::move(before))
    , m_record(std::move(record))
{
}

void PowerCut::advanceTo(std::size_t index)
{
    for (; m_at < index; ++m_at) {
        const FaultDisk::Operation& operation = m_record.at(m_at);
        switch (operation.kind) {
        case Kind::Mark:
            m_lastMark = operation.offset;
            break;
        // As with a journalling file system: names are in order with the rest, contents are not.
        case Kind::Create:
            m_durable.insert(operation.file, {});
            break;
        case Kind::Delete:
            m_durable.remove(operation.file);
            std::erase_if(m_pending, [&](const auto& waiting) { return waiting.file == operation.file; });
            break;
        case Kind::Rename:
            // The new name stands for what the old one stood for, as far as that is on the disk.
            std::erase_if(m_pending, [&](const auto& waiting) { return waiting.file == operation.data; });
            m_durable.insert(operation.data, m_durable.take(operation.file));
            for (FaultDisk::Operation& waiting : m_pending) {
                if (waiting.file == operation.file)
                    waiting.file = operation.data;
            }
            break;
        case Kind::Sync:
            for (const FaultDisk::Operation& waiting : m_pending) {
                if (waiting.file == operation.file)
                    apply(m_durable, waiting);
            }
            std::erase_if(m_pending, [&](const auto& waiting) { return waiting.file == operation.file; });
            break;
        case Kind::Write:
        case Kind::Truncate:
            m_pending.push_back(operation);
            break;
        }
    }
}

FaultDisk::Files PowerCut::filesAfterCut(Damage damage, quint32 seed) const
{
    FaultDisk::Files files = m_durable;
    std::mt19937 random(seed);
    for (const FaultDisk::Operation& waiting : m_pending) {
        if (damage == Damage::LoseAll)
            break;
        if (damage == Damage::KeepAll) {
            apply(files, waiting);
        } else if (damage == Damage::Whole || waiting.kind == Kind::Truncate) {
            // A later write may have reached the disk while an earlier one did not: this is the reordering.
            if (random() & 1U)
                apply(files, waiting);
        } else {
            for (qint64 at = 0; at < waiting.data.size(); at += kSector) {
                if (random() & 1U)
                    put(files[waiting.file], waiting.offset + at,
                        QByteArrayView(waiting.data).sliced(at, std::min(kSector, waiting.data.size() - at)));
            }
        }
    }
    return files;
}

} // namespace tirkeu::storage
