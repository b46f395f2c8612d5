/* A whole plug-in in one file, to start from. It shows a grey ramp that moves, hand and no hand in turn; it has no
 * channel, so the program takes guidance from it and never an enrolment. What a real one adds is marked "real:". */
#include <devices/scannerplugin.h>

#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { kWidth = 160, kHeight = 120, kFramesPerSecond = 15 };

struct device
{
    struct tirkeu_scanner_host host;
    pthread_mutex_t lock;
    pthread_cond_t woken;
    int cancelled;
    uint64_t sequence;
    uint8_t pixels[kWidth * kHeight];
};

static const struct tirkeu_scanner_identity kIdentity = {"example:1", "EXAMPLE-0001", "Example scanner", ""};

static int list(struct tirkeu_scanner_identity* identities, int most)
{
    /* real: ask the USB bus; never open anything here, another program may hold it. */
    if (most < 1)
        return 0;
    identities[0] = kIdentity;
    return 1;
}

static int open_device(const char* bus_path, const char* serial, const struct tirkeu_scanner_host* host,
    struct tirkeu_scanner_identity* identity, void** device)
{
    struct device* made;
    if (strcmp(bus_path, kIdentity.bus_path) != 0 || strcmp(serial, kIdentity.serial) != 0)
        return TIRKEU_SCANNER_NOT_FOUND;
    made = calloc(1, sizeof *made);
    if (made == NULL)
        return TIRKEU_SCANNER_FAULT;
    made->host = *host;
    pthread_mutex_init(&made->lock, NULL);
    pthread_cond_init(&made->woken, NULL);
    *identity = kIdentity;
    *device = made;
    return TIRKEU_SCANNER_OK;
}

/* Waits for the next frame; says whether it was woken by `cancel`. real: wait for the transfer instead. */
static int wait_for_frame(struct device* device)
{
    struct timespec until;
    int cancelled;
    clock_gettime(CLOCK_REALTIME, &until);
    until.tv_nsec += 1000000000L / kFramesPerSecond;
    if (until.tv_nsec >= 1000000000L) {
        until.tv_nsec -= 1000000000L;
        ++until.tv_sec;
    }
    pthread_mutex_lock(&device->lock);
    while (!device->cancelled && pthread_cond_timedwait(&device->woken, &device->lock, &until) == 0) {
    }
    cancelled = device->cancelled;
    pthread_mutex_unlock(&device->lock);
    return cancelled;
}

static int capture(void* opaque, const struct tirkeu_scanner_request* request)
{
    struct device* device = opaque;
    /* real: hand mode, hand, number of pairs and the nonce to the device, then pass its records on by host.record. */
    if (request->mode != TIRKEU_SCANNER_GUIDE)
        return TIRKEU_SCANNER_NOT_SUPPORTED;
    pthread_mutex_lock(&device->lock);
    device->cancelled = 0;
    pthread_mutex_unlock(&device->lock);
    for (;;) {
        struct tirkeu_scanner_frame frame;
        int present = device->sequence / kFramesPerSecond % 2 == 1;
        size_t i;
        for (i = 0; i < sizeof device->pixels; ++i)
            device->pixels[i] = (uint8_t)(i % kWidth + device->sequence);
        memset(&frame, 0, sizeof frame);
        frame.width = kWidth;
        frame.height = kHeight;
        frame.format = TIRKEU_SCANNER_GREY8;
        frame.band = TIRKEU_SCANNER_INFRARED;
        frame.sequence = device->sequence++;
        frame.device_time_us = frame.sequence * 1000000u / kFramesPerSecond;
        frame.pixels = device->pixels;
        frame.size = sizeof device->pixels;
        device->host.guidance(device->host.context, present, TIRKEU_SCANNER_OK);
        device->host.clear_frame(device->host.context, &frame);
        if (wait_for_frame(device))
            return TIRKEU_SCANNER_CANCELLED;
    }
}

static void cancel(void* opaque)
{
    struct device* device = opaque;
    pthread_mutex_lock(&device->lock);
    device->cancelled = 1;
    pthread_cond_signal(&device->woken);
    pthread_mutex_unlock(&device->lock);
}

static void close_device(void* opaque)
{
    struct device* device = opaque;
    pthread_cond_destroy(&device->woken);
    pthread_mutex_destroy(&device->lock);
    free(device);
}

static const struct tirkeu_scanner_plugin kPlugin = {sizeof kPlugin, TIRKEU_SCANNER_ABI, "Example", "example", "1.0",
    list, open_device, NULL, capture, cancel, close_device};

const struct tirkeu_scanner_plugin* tirkeu_scanner_plugin_entry(uint32_t abi)
{
    return abi == TIRKEU_SCANNER_ABI ? &kPlugin : NULL;
}
