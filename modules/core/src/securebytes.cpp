#include <core/securebytes.h>

#include <algorithm>
#include <cstring>
#include <new>
#include <utility>

#ifdef Q_OS_WIN
#    include <windows.h>
#else
#    include <sys/mman.h>
#endif

namespace tirkeu::core {

namespace {
struct Pages
{
    std::byte* start;
    bool locked;
};

// Whole pages of their own: locking and the dump flag work on pages, and a neighbour must not unlock ours.
Pages takePages(std::size_t size)
{
#ifdef Q_OS_WIN
    void* memory = VirtualAlloc(nullptr, size, MEM_COMMIT | MEM_RESERVE, PAGE_READWRITE);
    if (memory == nullptr)
        throw std::bad_alloc();
    const bool locked = VirtualLock(memory, size) != 0;
#else
    void* memory = mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (memory == MAP_FAILED) // NOLINT(performance-no-int-to-ptr): the system's own macro
        throw std::bad_alloc();
    const bool locked = mlock(memory, size) == 0;
    madvise(memory, size, MADV_DONTDUMP);
    madvise(memory, size, MADV_WIPEONFORK);
#endif
    return {static_cast<std::byte*>(memory), locked};
}

void givePages(std::byte* start, std::size_t size)
{
    wipe(start, size);
#ifdef Q_OS_WIN
    VirtualFree(start, 0, MEM_RELEASE);
#else
    munmap(start, size);
#endif
}
} // namespace

void wipe(void* memory, std::size_t size)
{
#ifdef Q_OS_WIN
    SecureZeroMemory(memory, size);
#else
    explicit_bzero(memory, size);
#endif
}

bool constantTimeEquals(QByteArrayView a, QByteArrayView b)
{
    if (a.size() != b.size())
        return false;
    unsigned difference = 0;
    for (qsizetype i = 0; i < a.size(); ++i)
        difference |= static_cast<unsigned>(static_cast<unsigned char>(a[i]) ^ static_cast<unsigned char>(b[i]));
    return difference == 0;
}

SecureBytes::SecureBytes(std::size_t size)
    : m_size(size)
{
    if (size == 0)
        return;
    const Pages pages = takePages(size);
    m_data = pages.start;
    m_locked = pages.locked;
}

SecureBytes::SecureBytes(std::span<const std::byte> bytes)
    : SecureBytes(bytes.size())
{
    std::copy(bytes.begin(), bytes.end(), m_data);
}

SecureBytes SecureBytes::takeFrom(QByteArray& source)
{
    SecureBytes taken(std::as_bytes(std::span(source.constData(), static_cast<std::size_t>(source.size()))));
    wipe(source.data(), static_cast<std::size_t>(source.size()));
    source.clear();
    return taken;
}

SecureBytes::~SecureBytes()
{
    clear();
}

SecureBytes::SecureBytes(SecureBytes&& other) noexcept
    : m_data(std::exchange(other.m_data, nullptr))
    , m_size(std::exchange(other.m_size, 0))
    , m_locked(std::exchange(other.m_locked, false))
{
}

SecureBytes& SecureBytes::operator=(SecureBytes&& other) noexcept
{
    if (this != &other) {
        clear();
        m_data = std::exchange(other.m_data, nullptr);
        m_size = std::exchange(other.m_size, 0);
        m_locked = std::exchange(other.m_locked, false);
    }
    return *this;
}

SecureBytes SecureBytes::clone() const
{
    return SecureBytes(bytes());
}

const unsigned char* SecureBytes::u8() const
{
    return reinterpret_cast<const unsigned char*>(m_data);
}

unsigned char* SecureBytes::u8()
{
    return reinterpret_cast<unsigned char*>(m_data);
}

void SecureBytes::clear()
{
    if (m_data != nullptr)
        givePages(m_data, m_size);
    m_data = nullptr;
    m_size = 0;
    m_locked = false;
}

bool SecureBytes::equals(std::span<const std::byte> other) const
{
    const auto view = [](std::span<const std::byte> bytes) {
        return QByteArrayView(reinterpret_cast<const char*>(bytes.data()), static_cast<qsizetype>(bytes.size()));
    };
    return constantTimeEquals(view(bytes()), view(other));
}

} // namespace tirkeu::core
