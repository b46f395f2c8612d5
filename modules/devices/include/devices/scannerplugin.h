/* The contract between tirkeu-device-host and a palm scanner's plug-in, in C so that any compiler can keep it.
 *
 * A plug-in is a shared library that exports `tirkeu_scanner_plugin_entry`. It runs alone in a process of its own, with
 * limited memory, no network, no way to start programs, and no way to write files. Whatever it does there – crash,
 * hang, flood – costs the teller one capture and never the program.
 *
 * Threads: the host calls every function from one thread, one at a time; `cancel` alone comes from another, while
 * `capture` runs. A plug-in may call the host's functions from any thread of its own until `close` has returned.
 *
 * Time: list, secure and close within 2 s, open within 5 s. `capture` runs as long as it takes, but calls `guidance` at
 * least once a second, and returns within 500 ms of `cancel`. A plug-in that is later than twice that is ended.
 */
#ifndef TIRKEU_SCANNER_PLUGIN_H
#define TIRKEU_SCANNER_PLUGIN_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define TIRKEU_SCANNER_ABI 1u
#define TIRKEU_SCANNER_EXPORT __attribute__((visibility("default")))

/* What a function says on return. */
enum tirkeu_scanner_code {
    TIRKEU_SCANNER_OK = 0,

    /* The client can put it right; the same capture is asked again. */
    TIRKEU_SCANNER_RETRY = 100,
    TIRKEU_SCANNER_RETRY_TOO_NEAR = 101,
    TIRKEU_SCANNER_RETRY_TOO_FAR = 102,
    TIRKEU_SCANNER_RETRY_TILTED = 103,
    TIRKEU_SCANNER_RETRY_MOVED = 104,
    TIRKEU_SCANNER_RETRY_OFF_CENTRE = 105,
    TIRKEU_SCANNER_RETRY_WRONG_HAND = 106,
    TIRKEU_SCANNER_RETRY_FINGERS_CLOSED = 107,
    TIRKEU_SCANNER_RETRY_PLACE_AGAIN = 108,

    TIRKEU_SCANNER_CANCELLED = 200, /* `capture` only, after `cancel` */

    /* The device or the plug-in is at fault; the host is ended and the device opened anew. */
    TIRKEU_SCANNER_FAULT = 300,
    TIRKEU_SCANNER_NOT_FOUND = 301,
    TIRKEU_SCANNER_IN_USE = 302, /* another program holds it */
    TIRKEU_SCANNER_NO_PERMISSION = 303,
    TIRKEU_SCANNER_PROTOCOL = 304,
    TIRKEU_SCANNER_NOT_SUPPORTED = 305,

    TIRKEU_SCANNER_REMOVED = 400 /* pulled out */
};

enum tirkeu_scanner_mode {
    TIRKEU_SCANNER_GUIDE = 1, /* frames until cancelled: set-up, care of the window */
    TIRKEU_SCANNER_ENROL = 2  /* attested frames of one presentation */
};
enum tirkeu_scanner_hand { TIRKEU_SCANNER_ANY_HAND = 0, TIRKEU_SCANNER_RIGHT = 1, TIRKEU_SCANNER_LEFT = 2 };
enum tirkeu_scanner_format { TIRKEU_SCANNER_GREY8 = 1, TIRKEU_SCANNER_GREY16 = 2, TIRKEU_SCANNER_BGR8 = 3 };
enum tirkeu_scanner_band { TIRKEU_SCANNER_VISIBLE = 1, TIRKEU_SCANNER_INFRARED = 2 };

/* A device that is plugged in. UTF-8, ended by a zero. */
struct tirkeu_scanner_identity
{
    char bus_path[64]; /* the port, as the system names it: "1-1.4" */
    char serial[64];
    char model[64];
    char usb[16]; /* "vvvv:pppp", lower case; empty for another bus */
};

struct tirkeu_scanner_frame
{
    uint32_t width, height;
    uint32_t format; /* enum tirkeu_scanner_format; rows tight, top to bottom */
    uint32_t band;
    uint64_t device_time_us;
    uint64_t sequence;
    const uint8_t* pixels;
    size_t size;
};

struct tirkeu_scanner_request
{
    uint32_t mode;
    uint32_t hand;
    uint32_t pairs;       /* how many pairs, visible then infra-red, ENROL wants */
    const uint8_t* nonce; /* goes into the attestation */
    size_t nonce_size;
};

/* What the host offers. `context` is handed back in every call. Everything is copied before the call returns. */
struct tirkeu_scanner_host
{
    uint32_t size; /* of this structure; a later host may append */
    void* context;
    /* Whether a hand is seen, and what the client should do (a RETRY_ code) or OK. At least once a second. */
    void (*guidance)(void* context, int hand_present, int hint);
    /* A sealed record as the device made it (README.md, "The channel"). The host cannot read it, nor should a plug-in.
     */
    void (*record)(void* context, const uint8_t* bytes, size_t size);
    /* A frame in clear, from a device without a channel. Shown as guidance, never enrolled. */
    void (*clear_frame)(void* context, const struct tirkeu_scanner_frame* frame);
    void (*removed)(void* context);
    void (*log)(void* context, const char* utf8); /* for the vendor's support; nothing of a person */
};

struct tirkeu_scanner_plugin
{
    uint32_t size; /* of this structure as the plug-in knows it */
    uint32_t abi;  /* TIRKEU_SCANNER_ABI */
    const char* vendor;
    const char* name;
    const char* version;

    /* Writes at most `most` devices that are plugged in now; gives their number, or a negative code. */
    int (*list)(struct tirkeu_scanner_identity* identities, int most);
    /* Claims the device with this serial on this port; fills in who it really is. `*device` is the plug-in's own. */
    int (*open)(const char* bus_path, const char* serial, const struct tirkeu_scanner_host* host,
        struct tirkeu_scanner_identity* identity, void** device);
    /* Hands the program's hello to the device and its answer back. Null: the device has no channel. */
    int (*secure)(
        void* device, const uint8_t* hello, size_t hello_size, uint8_t* answer, size_t most, size_t* answer_size);
    int (*capture)(void* device, const struct tirkeu_scanner_request* request);
    void (*cancel)(void* device); /* from another thread, again and again until `capture` returned; returns at once */
    void (*close)(void* device);  /* frees the claim, whatever state the device is in */
};

/* The one exported name. Gives null where the plug-in cannot serve this ABI. */
typedef const struct tirkeu_scanner_plugin* (*tirkeu_scanner_entry)(uint32_t abi);
TIRKEU_SCANNER_EXPORT const struct tirkeu_scanner_plugin* tirkeu_scanner_plugin_entry(uint32_t abi);

#ifdef __cplusplus
}
#endif
#endif
