#include <devices/v4l2calls.h>

#include <QFile>

#include <cerrno>

#include <fcntl.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

namespace tirkeu::devices {

namespace {
class SystemCalls final : public V4l2Calls
{
public:
    [[nodiscard]] int open(const QString& path) override
    {
        return ::open(QFile::encodeName(path).constData(), O_RDWR | O_NONBLOCK | O_CLOEXEC);
    }
    int control(int file, unsigned long request, void* argument) override
    {
        int code = 0;
        do
            code = ::ioctl(file, request, argument);
        while (code < 0 && errno == EINTR);
        return code;
    }
    [[nodiscard]] void* map(std::size_t size, int file, std::size_t offset) override
    {
        void* place = ::mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_SHARED, file, static_cast<off_t>(offset));
        return place == MAP_FAILED ? nullptr : place;
    }
    void unmap(void* place, std::size_t size) override { ::munmap(place, size); }
    void close(int file) override { ::close(file); }
    [[nodiscard]] quint64 deviceOf(int file) override
    {
        struct stat said = {};
        return ::fstat(file, &said) == 0 ? said.st_rdev : 0;
    }
    [[nodiscard]] quint64 deviceAt(const QString& path) override
    {
        struct stat said = {};
        return ::stat(QFile::encodeName(path).constData(), &said) == 0 ? said.st_rdev : 0;
    }
};
} // namespace

std::shared_ptr<V4l2Calls> V4l2Calls::ofTheSystem()
{
    return std::make_shared<SystemCalls>();
}

} // namespace tirkeu::devices
