#pragma once

#include <cstddef>
#include <span>

#include <QByteArray>
#include <QByteArrayView>

namespace tirkeu::core {

/// Memory for PINs and keys: locked into RAM, left out of core dumps and forked children, wiped when let go.
/// It moves; a copy is made only by asking for one.
class SecureBytes
{
public:
    SecureBytes() = default;
    explicit SecureBytes(std::size_t size); ///< zero-filled
    explicit SecureBytes(std::span<const std::byte> bytes);
    /// Takes the bytes over and overwrites the source.
    [[nodiscard]] static SecureBytes takeFrom(QByteArray& source);
    ~SecureBytes();

    SecureBytes(SecureBytes&& other) noexcept;
    SecureBytes& operator=(SecureBytes&& other) noexcept;
    SecureBytes(const SecureBytes&) = delete;
    SecureBytes& operator=(const SecureBytes&) = delete;
    [[nodiscard]] SecureBytes clone() const;

    [[nodiscard]] std::size_t size() const { return m_size; }
    [[nodiscard]] bool isEmpty() const { return m_size == 0; }
    [[nodiscard]] std::byte* data() { return m_data; }
    [[nodiscard]] const std::byte* data() const { return m_data; }
    [[nodiscard]] std::span<std::byte> bytes() { return {m_data, m_size}; }
    [[nodiscard]] std::span<const std::byte> bytes() const { return {m_data, m_size}; }
    [[nodiscard]] const unsigned char* u8() const;
    [[nodiscard]] unsigned char* u8();
    /// False where the system's limit on locked memory was reached; the bytes are still wiped and kept out of dumps.
    [[nodiscard]] bool isLocked() const { return m_locked; }

    void clear();                                                      ///< wipes and lets go
    [[nodiscard]] bool equals(std::span<const std::byte> other) const; ///< in time that depends on the sizes alone

private:
    std::byte* m_data = nullptr;
    std::size_t m_size = 0;
    bool m_locked = false;
};

/// Overwrites memory in a way the compiler may not leave out.
void wipe(void* memory, std::size_t size);
[[nodiscard]] bool constantTimeEquals(QByteArrayView a, QByteArrayView b);

} // namespace tirkeu::core
