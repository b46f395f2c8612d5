/* A client of an X server that records input: says "ready" and stays until its standard input ends. */
#include <stdio.h>

#include <xcb/record.h>
#include <xcb/xcb.h>

int main(void)
{
    xcb_connection_t* server = xcb_connect(NULL, NULL);
    if (xcb_connection_has_error(server))
        return 1;
    const xcb_record_client_spec_t everybody = XCB_RECORD_CS_ALL_CLIENTS;
    xcb_record_range_t keys = {0};
    keys.device_events.first = XCB_KEY_PRESS;
    keys.device_events.last = XCB_KEY_RELEASE;
    xcb_record_query_version_reply_t* version = xcb_record_query_version_reply(
        server, xcb_record_query_version(server, XCB_RECORD_MAJOR_VERSION, XCB_RECORD_MINOR_VERSION), NULL);
    if (version == NULL)
        return 2;
    const xcb_void_cookie_t made =
        xcb_record_create_context_checked(server, xcb_generate_id(server), 0, 1, 1, &everybody, &keys);
    if (xcb_request_check(server, made) != NULL)
        return 3;
    puts("ready");
    fflush(stdout);
    while (getchar() != EOF) {
    }
    xcb_disconnect(server);
    return 0;
}
