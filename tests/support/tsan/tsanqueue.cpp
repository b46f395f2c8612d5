// What ThreadSanitizer cannot see of Qt's queues (see tsanqt.cpp): whoever calls another thread's slot, or asks it to
// run a function, has written before what is read there. Every slot is wrapped in one that says so. Nothing is
// suppressed.
#include <QObject>

#include <dlfcn.h>

extern "C" void __tsan_acquire(void* address);
extern "C" void __tsan_release(void* address);

namespace {
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
    return call(object, new Told(slot, nullptr), type, ret);
}

void QMetaObject::activate(QObject* sender, const QMetaObject* meta, int signal, void** arguments)
{
    static const auto call =
        original<void (*)(QObject*, const QMetaObject*, int, void**)>("_ZN11QMetaObject8activateEP7QObjectPKS_iPPv");
    __tsan_release(sender);
    call(sender, meta, signal, arguments);
}
