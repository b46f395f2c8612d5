#pragma once

#include <QString>

#include <cstddef>
#include <memory>

namespace tirkeu::devices {

/// What V4l2Camera asks of the system, as the system calls it: errno says why. A test stands in for a driver here.
class V4l2Calls
{
public:
    virtual ~V4l2Calls() = default;
    [[nodiscard]] virtual int open(const QString& path) = 0; ///< for reading and writing, without waiting
    virtual int control(int file, unsigned long request, void* argument) = 0;
    [[nodiscard]] virtual void* map(std::size_t size, int file, std::size_t offset) = 0; ///< null: failed
    virtual void unmap(void* place, std::size_t size) = 0;
    virtual void close(int file) = 0;
    [[nodiscard]] virtual quint64 deviceOf(int file) = 0; ///< st_rdev
    [[nodiscard]] virtual quint64 deviceAt(const QString& path) = 0;

    [[nodiscard]] static std::shared_ptr<V4l2Calls> ofTheSystem();
};

} // namespace tirkeu::devices
