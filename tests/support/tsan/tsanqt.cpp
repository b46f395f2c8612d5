// ThreadSanitizer sees only what was compiled with it, and Qt's libraries were not: how QFuture hands a result from one
// thread to another is invisible to it. These stand before QtCore's own functions in a program under test, call them,
// and tell the sanitizer what they promise: what was written before a result was reported or a share given up is seen
// by whoever asks for the result or gives up the last share. Nothing is suppressed.
#include <QFutureInterface>

#include <dlfcn.h>

#include <mutex>

extern "C" void __tsan_acquire(void* address);
extern "C" void __tsan_release(void* address);

namespace {
void* sharedOf(const QFutureInterfaceBase* self)
{
    // Behind the virtual table: the part that all copies of a future share.
    return reinterpret_cast<void* const*>(self)[1];
}

template<typename Function>
Function original(const char* name)
{
    return reinterpret_cast<Function>(dlsym(RTLD_NEXT, name));
}

std::mutex& sharesGivenUp()
{
    static std::mutex mutex;
    return mutex;
}
} // namespace

void QFutureInterfaceBase::reportFinished()
{
    static const auto call = original<void (*)(QFutureInterfaceBase*)>("_ZN20QFutureInterfaceBase14reportFinishedEv");
    __tsan_release(sharedOf(this));
    call(this);
}

void QFutureInterfaceBase::reportResultsReady(int begin, int end)
{
    static const auto call =
        original<void (*)(QFutureInterfaceBase*, int, int)>("_ZN20QFutureInterfaceBase18reportResultsReadyEii");
    __tsan_release(sharedOf(this));
    call(this, begin, end);
}

void QFutureInterfaceBase::waitForResult(int index)
{
    static const auto call =
        original<void (*)(QFutureInterfaceBase*, int)>("_ZN20QFutureInterfaceBase13waitForResultEi");
    call(this, index);
    __tsan_acquire(sharedOf(this));
}

bool QFutureInterfaceBase::queryState(State state) const
{
    static const auto call =
        original<bool (*)(const QFutureInterfaceBase*, State)>("_ZNK20QFutureInterfaceBase10queryStateENS_5StateE");
    const bool answer = call(this, state);
    __tsan_acquire(sharedOf(this));
    return answer;
}

bool QFutureInterfaceBase::isFinished() const
{
    static const auto call =
        original<bool (*)(const QFutureInterfaceBase*)>("_ZNK20QFutureInterfaceBase10isFinishedEv");
    const bool answer = call(this);
    __tsan_acquire(sharedOf(this));
    return answer;
}

bool QFutureInterfaceBase::derefT() const
{
    static const auto call = original<bool (*)(const QFutureInterfaceBase*)>("_ZNK20QFutureInterfaceBase6derefTEv");
    const std::lock_guard lock(sharesGivenUp());
    __tsan_release(sharedOf(this));
    const bool isShared = call(this);
    __tsan_acquire(sharedOf(this));
    return isShared;
}

QFutureInterfaceBase::~QFutureInterfaceBase()
{
    static const auto call = original<void (*)(QFutureInterfaceBase*)>("_ZN20QFutureInterfaceBaseD2Ev");
    const std::lock_guard lock(sharesGivenUp());
    if (sharedOf(this) != nullptr) {
        __tsan_release(sharedOf(this));
        __tsan_acquire(sharedOf(this));
    }
    call(this);
}
