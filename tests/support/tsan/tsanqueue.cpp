// What ThreadSanitizer cannot see of Qt's queues (see tsanqt.cpp): whoever calls another thread's slot, or asks it to
// run a function, has written before what is read there. Every slot is wrapped in one that says so. Nothing is
// suppressed.
#include <QThread>
#include <QTimer>

#include <dlfcn.h>

extern "C" void __tsan_acquire(void* address);
extern "C" void __tsan_release(void* address);
extern "C" void AnnotateIgnoreWritesBegin(const char* file, int line);
extern "C" void AnnotateIgnoreWritesEnd(const char* file, int line);

namespace {
char worked; ///< what any thread's slots have done: seen by who waits for the end of a thread

class Told final : public QtPrivate::QSlotObjectBase
{
public:
    __attribute__((no_sanitize_thread)) Told(QSlotObjectBase* slot, const QObject* sender)
        : QSlotObjectBase(&act)
        , m_slot(slot)
        , m_sender(const_cast<QObject*>(sender))
    {
        __tsan_release(this);
    }

private:
    __attribute__((no_sanitize_thread)) static void act(
        int which, QSlotObjectBase* base, QObject* receiver, void** arguments, bool* answer)
    {
        auto* const self = static_cast<Told*>(base);
        __tsan_acquire(self);
        switch (which) {
        case Destroy:
            self->m_slot->destroyIfLastRef();
            delete self;
            return;
        case Call:
            if (self->m_sender != nullptr)
                __tsan_acquire(self->m_sender);
            self->m_slot->call(receiver, arguments);
            break;
        case Compare:
            *answer = self->m_slot->compare(arguments);
            break;
        default:
            break;
        }
        __tsan_release(self);
        __tsan_release(&worked);
    }

    QSlotObjectBase* m_slot;
    QObject* m_sender;
};

template<typename Function>
Function original(const char* name)
{
    return reinterpret_cast<Function>(dlsym(RTLD_NEXT, name));
}
} // namespace

QMetaObject::Connection QObject::connectImpl(const QObject* sender, void** signal, const QObject* receiver, void** slot,
    QtPrivate::QSlotObjectBase* slotObject, Qt::ConnectionType type, const int* types, const QMetaObject* senderMeta)
{
    static const auto call = original<decltype(&QObject::connectImpl)>(
        "_ZN7QObject11connectImplEPKS_PPvS1_S3_PN9QtPrivate15QSlotObjectBaseEN2Qt14ConnectionTypeEPKiPK11QMetaObject");
    return call(sender, signal, receiver, slot, new Told(slotObject, sender), type, types, senderMeta);
}

bool QMetaObject::invokeMethodImpl(
    QObject* object, QtPrivate::QSlotObjectBase* slot, Qt::ConnectionType type, void* ret)
{
    static const auto call = original<decltype(&QMetaObject::invokeMethodImpl)>(
        "_ZN11QMetaObject16invokeMethodImplEP7QObjectPN9QtPrivate15QSlotObjectBaseEN2Qt14ConnectionTypeEPv");
    auto* const told = new Told(slot, nullptr);
    if (type != Qt::QueuedConnection)
        return call(object, told, type, ret);
    AnnotateIgnoreWritesBegin(__FILE__, __LINE__); // the event, which Qt makes here and throws away there
    const bool isQueued = call(object, told, type, ret);
    AnnotateIgnoreWritesEnd(__FILE__, __LINE__);
    return isQueued;
}

void QTimer::singleShotImpl(
    int milliseconds, Qt::TimerType type, const QObject* receiver, QtPrivate::QSlotObjectBase* slot)
{
    using Call = void (*)(int, Qt::TimerType, const QObject*, QtPrivate::QSlotObjectBase*);
    static const auto call =
        original<Call>("_ZN6QTimer14singleShotImplEiN2Qt9TimerTypeEPK7QObjectPN9QtPrivate15QSlotObjectBaseE");
    call(milliseconds, type, receiver, new Told(slot, nullptr));
}

void QMetaObject::activate(QObject* sender, const QMetaObject* meta, int signal, void** arguments)
{
    static const auto call =
        original<void (*)(QObject*, const QMetaObject*, int, void**)>("_ZN11QMetaObject8activateEP7QObjectPKS_iPPv");
    __tsan_release(sender);
    call(sender, meta, signal, arguments);
}

bool QThread::wait(QDeadlineTimer deadline)
{
    static const auto call = original<bool (*)(QThread*, QDeadlineTimer)>("_ZN7QThread4waitE14QDeadlineTimer");
    const bool hasEnded = call(this, deadline);
    __tsan_acquire(&worked);
    return hasEnded;
}
