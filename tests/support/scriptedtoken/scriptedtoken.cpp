#include "scriptedtoken.h"

#include <p11-kit/pkcs11.h>

#include <dlfcn.h>

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <cstdlib>
#include <map>
#include <mutex>
#include <optional>
#include <sstream>
#include <string>
#include <thread>

#define EXPORTED extern "C" __attribute__((visibility("default")))

namespace {

struct Call
{
    int failIn = 0;
    CK_RV answer = CKR_OK;
    int removeIn = 0;
    int milliseconds = 0;
    bool hangs = false;
};

struct Script
{
    bool present = true;
    bool mustChange = false;
    bool notSet = false;
    bool noOaep = false;
    int tries = 0; // 0: SoftHSM never locks
    int wrong = 0;
    bool pinPad = false;
    std::string typed;
    int typingMilliseconds = 0;
    std::string fresh; // a new PIN, typed on the reader behind the old one
    bool deafPad = false;
    std::string shown;   // the labels, with commas, of the tokens that are in the readers; empty: all are
    std::string flagged; // the label of the only token whose flags and pad the script sets; empty: of all
    std::map<std::string, Call> calls;
};

std::mutex guard;
Script script;
std::map<CK_SESSION_HANDLE, CK_SLOT_ID> openSessions;
std::condition_variable redKey;
bool redKeyPressed = false;
std::condition_variable letGo;
int hanging = 0;
bool loggedIn = false;
CK_FUNCTION_LIST* real = nullptr;
CK_FUNCTION_LIST ours;

std::optional<std::string> labelOf(CK_SLOT_ID slot)
{
    CK_TOKEN_INFO info{};
    if (real->C_GetTokenInfo(slot, &info) != CKR_OK)
        return std::nullopt;
    const std::string label(reinterpret_cast<const char*>(info.label), sizeof info.label);
    return label.substr(0, label.find_last_not_of(' ') + 1);
}

bool isShown(CK_SLOT_ID slot)
{
    std::string shown;
    {
        const std::lock_guard lock(guard);
        shown = script.shown;
    }
    if (shown.empty())
        return true;
    const auto label = labelOf(slot);
    return label && (',' + shown + ',').find(',' + *label + ',') != std::string::npos;
}

bool isFlagged(CK_SLOT_ID slot)
{
    std::string flagged;
    {
        const std::lock_guard lock(guard);
        flagged = script.flagged;
    }
    return flagged.empty() || labelOf(slot) == flagged;
}

bool isSessionFlagged(CK_SESSION_HANDLE session)
{
    std::optional<CK_SLOT_ID> slot;
    {
        const std::lock_guard lock(guard);
        if (const auto found = openSessions.find(session); found != openSessions.end())
            slot = found->second;
    }
    return !slot || isFlagged(*slot);
}

// What the script says about this call; CKR_OK lets it through.
CK_RV arrive(const char* name, CK_SESSION_HANDLE session = CK_INVALID_HANDLE)
{
    int milliseconds = 0;
    CK_RV answer = CKR_OK;
    {
        const std::lock_guard lock(guard);
        Call& call = script.calls[name];
        milliseconds = call.milliseconds;
        if (call.removeIn > 0 && --call.removeIn == 0)
            script.present = false;
        if (!script.present)
            answer = CKR_DEVICE_REMOVED;
        else if (call.failIn > 0 && --call.failIn == 0)
            answer = call.answer;
    }
    if (milliseconds > 0)
        std::this_thread::sleep_for(std::chrono::milliseconds(milliseconds));
    {
        std::unique_lock lock(guard);
        ++hanging;
        letGo.wait(lock, [name] { return !script.calls[name].hangs; });
        --hanging;
    }
    // Pulled while the call went on, or another token shown since.
    std::optional<CK_SLOT_ID> slot;
    {
        const std::lock_guard lock(guard);
        if (!script.present)
            return CKR_DEVICE_REMOVED;
        if (const auto found = openSessions.find(session); found != openSessions.end())
            slot = found->second;
    }
    return slot && !isShown(*slot) ? CKR_DEVICE_REMOVED : answer;
}

CK_RV getSlotList(CK_BBOOL tokenPresent, CK_SLOT_ID* slots, CK_ULONG* count)
{
    {
        const std::lock_guard lock(guard);
        if (!script.present && tokenPresent == CK_TRUE) {
            *count = 0;
            return CKR_OK;
        }
    }
    const CK_RV answer = real->C_GetSlotList(tokenPresent, slots, count);
    if (answer == CKR_OK && slots != nullptr)
        *count =
            CK_ULONG(std::remove_if(slots, slots + *count, [](CK_SLOT_ID slot) { return !isShown(slot); }) - slots);
    return answer;
}

CK_RV getTokenInfo(CK_SLOT_ID slot, CK_TOKEN_INFO* info)
{
    if (const CK_RV answer = arrive("C_GetTokenInfo"); answer != CKR_OK)
        return answer;
    if (!isShown(slot))
        return CKR_TOKEN_NOT_PRESENT;
    const CK_RV answer = real->C_GetTokenInfo(slot, info);
    if (!isFlagged(slot))
        return answer;
    const std::lock_guard lock(guard);
    if (script.tries > 0) {
        info->flags &= ~CK_FLAGS(CKF_USER_PIN_COUNT_LOW | CKF_USER_PIN_FINAL_TRY | CKF_USER_PIN_LOCKED);
        if (script.wrong >= script.tries)
            info->flags |= CKF_USER_PIN_LOCKED;
        else if (script.wrong == script.tries - 1)
            info->flags |= CKF_USER_PIN_FINAL_TRY | CKF_USER_PIN_COUNT_LOW;
        else if (script.wrong > 0)
            info->flags |= CKF_USER_PIN_COUNT_LOW;
    }
    if (script.mustChange)
        info->flags |= CKF_USER_PIN_TO_BE_CHANGED;
    if (script.notSet)
        info->flags &= ~CK_FLAGS(CKF_USER_PIN_INITIALIZED);
    if (script.pinPad)
        info->flags |= CKF_PROTECTED_AUTHENTICATION_PATH;
    return answer;
}

// The time at the reader's own keys: false where its red one ended it.
bool isTypedWithin(int milliseconds)
{
    if (milliseconds <= 0)
        return true;
    std::unique_lock lock(guard);
    redKeyPressed = false;
    return !redKey.wait_for(lock, std::chrono::milliseconds(milliseconds), [] { return redKeyPressed; });
}

CK_UTF8CHAR* textOf(std::string& pin)
{
    return reinterpret_cast<CK_UTF8CHAR*>(pin.data());
}

CK_RV login(CK_SESSION_HANDLE session, CK_USER_TYPE user, CK_UTF8CHAR* pin, CK_ULONG length)
{
    if (const CK_RV answer = arrive("C_Login", session); answer != CKR_OK)
        return answer;
    if (!isSessionFlagged(session)) {
        const CK_RV answer = real->C_Login(session, user, pin, length);
        const std::lock_guard lock(guard);
        loggedIn = loggedIn || (answer == CKR_OK && user == CKU_USER);
        return answer;
    }
    std::string typed;
    int milliseconds = 0;
    {
        const std::lock_guard lock(guard);
        if (script.tries > 0 && script.wrong >= script.tries)
            return CKR_PIN_LOCKED;
        if (script.pinPad) {
            if (pin != nullptr || length != 0)
                return CKR_ARGUMENTS_BAD;
            typed = script.typed;
            milliseconds = script.typingMilliseconds;
        }
    }
    if (!isTypedWithin(milliseconds) || typed == "cancel")
        return CKR_FUNCTION_CANCELED;
    if (!typed.empty()) {
        pin = textOf(typed);
        length = CK_ULONG(typed.size());
    }
    const CK_RV answer = real->C_Login(session, user, pin, length);
    const std::lock_guard lock(guard);
    loggedIn = loggedIn || (answer == CKR_OK && user == CKU_USER);
    if (answer == CKR_OK)
        script.wrong = 0;
    else if (answer == CKR_PIN_INCORRECT && script.tries > 0 && ++script.wrong >= script.tries)
        return CKR_PIN_LOCKED;
    return answer;
}

CK_RV setPin(CK_SESSION_HANDLE session, CK_UTF8CHAR* old, CK_ULONG oldLength, CK_UTF8CHAR* fresh, CK_ULONG freshLength)
{
    if (const CK_RV answer = arrive("C_SetPIN", session); answer != CKR_OK)
        return answer;
    const bool flagged = isSessionFlagged(session);
    Script now;
    {
        const std::lock_guard lock(guard);
        now = script;
    }
    if (flagged && now.pinPad) {
        if (old != nullptr || fresh != nullptr)
            return CKR_ARGUMENTS_BAD;
        if (!isTypedWithin(now.typingMilliseconds) || now.typed == "cancel")
            return CKR_FUNCTION_CANCELED;
        old = textOf(now.typed);
        oldLength = CK_ULONG(now.typed.size());
        fresh = textOf(now.fresh);
        freshLength = CK_ULONG(now.fresh.size());
    }
    const CK_RV answer = real->C_SetPIN(session, old, oldLength, fresh, freshLength);
    const std::lock_guard lock(guard);
    if (flagged && answer == CKR_OK)
        script.mustChange = false;
    return answer;
}

CK_RV cancelFunction(CK_SESSION_HANDLE)
{
    const std::lock_guard lock(guard);
    if (script.deafPad)
        return CKR_FUNCTION_NOT_PARALLEL; // as most modules answer
    redKeyPressed = true;
    redKey.notify_all();
    return CKR_OK;
}

CK_RV openSession(CK_SLOT_ID slot, CK_FLAGS flags, void* application, CK_NOTIFY notify, CK_SESSION_HANDLE* session)
{
    if (const CK_RV answer = arrive("C_OpenSession"); answer != CKR_OK)
        return answer;
    if (!isShown(slot))
        return CKR_TOKEN_NOT_PRESENT;
    const CK_RV answer = real->C_OpenSession(slot, flags, application, notify, session);
    const std::lock_guard lock(guard);
    if (answer == CKR_OK)
        openSessions[*session] = slot;
    return answer;
}

CK_RV closeSession(CK_SESSION_HANDLE session)
{
    const CK_RV answer = real->C_CloseSession(session);
    const std::lock_guard lock(guard);
    if (answer == CKR_OK)
        openSessions.erase(session);
    loggedIn = loggedIn && !openSessions.empty(); // as PKCS#11 says of the last session
    return answer;
}

CK_RV logout(CK_SESSION_HANDLE session)
{
    const CK_RV answer = real->C_Logout(session);
    const std::lock_guard lock(guard);
    loggedIn = loggedIn && answer != CKR_OK;
    return answer;
}

CK_RV signInit(CK_SESSION_HANDLE session, CK_MECHANISM* mechanism, CK_OBJECT_HANDLE key)
{
    const CK_RV answer = arrive("C_SignInit", session);
    return answer != CKR_OK ? answer : real->C_SignInit(session, mechanism, key);
}

CK_RV sign(CK_SESSION_HANDLE session, CK_BYTE* data, CK_ULONG size, CK_BYTE* signature, CK_ULONG* length)
{
    const CK_RV answer = arrive("C_Sign", session);
    return answer != CKR_OK ? answer : real->C_Sign(session, data, size, signature, length);
}

CK_RV decryptInit(CK_SESSION_HANDLE session, CK_MECHANISM* mechanism, CK_OBJECT_HANDLE key)
{
    if (const CK_RV answer = arrive("C_DecryptInit", session); answer != CKR_OK)
        return answer;
    {
        const std::lock_guard lock(guard);
        if (script.noOaep && mechanism->mechanism == CKM_RSA_PKCS_OAEP)
            return CKR_MECHANISM_INVALID;
    }
    return real->C_DecryptInit(session, mechanism, key);
}

CK_RV findObjectsInit(CK_SESSION_HANDLE session, CK_ATTRIBUTE* attributes, CK_ULONG count)
{
    const CK_RV answer = arrive("C_FindObjectsInit", session);
    return answer != CKR_OK ? answer : real->C_FindObjectsInit(session, attributes, count);
}

CK_RV initialize(void* arguments)
{
    if (const char* commands = std::getenv("TIRKEU_TOKEN_SCRIPT"); commands != nullptr) {
        std::istringstream lines(commands);
        for (std::string line; std::getline(lines, line, ';');)
            tirkeu_token_command(line.c_str());
    }
    const CK_RV answer = arrive("C_Initialize");
    // A library begins whether or not a token is in a reader.
    return answer != CKR_OK && answer != CKR_DEVICE_REMOVED ? answer : real->C_Initialize(arguments);
}

} // namespace

EXPORTED int tirkeu_token_command(const char* command)
{
    const std::lock_guard lock(guard);
    std::istringstream words(command);
    std::string verb;
    words >> verb;
    if (verb == "idle")
        return openSessions.empty() && !loggedIn ? 1 : 0;
    if (verb == "hanging")
        return hanging > 0 ? 1 : 0;
    if (verb == "reset")
        script = {};
    else if (verb == "remove" || verb == "insert")
        script.present = verb == "insert";
    else if (verb == "must-change")
        script.mustChange = true;
    else if (verb == "not-set")
        script.notSet = true;
    else if (verb == "no-oaep")
        script.noOaep = true;
    else if (verb == "tries")
        words >> script.tries;
    else if (verb == "deaf-pad")
        script.deafPad = true;
    else if (verb == "fresh")
        words >> script.fresh;
    else if (verb == "show")
        words >> script.shown;
    else if (verb == "flags-of")
        words >> script.flagged;
    else if (verb == "let-go") {
        for (auto& [name, call] : script.calls)
            call.hangs = false;
    } else if (verb == "pinpad") {
        script.pinPad = true;
        words >> script.typed >> script.typingMilliseconds;
    } else {
        std::string name;
        words >> name;
        Call& call = script.calls[name];
        if (verb == "remove-at")
            words >> call.removeIn;
        else if (verb == "hang")
            call.hangs = true;
        else if (verb == "slow")
            words >> call.milliseconds;
        else if (verb == "fail")
            words >> call.failIn >> std::hex >> call.answer;
        else
            return 0;
    }
    letGo.notify_all();
    return words.fail() ? 0 : 1;
}

EXPORTED CK_RV C_GetFunctionList(CK_FUNCTION_LIST** list)
{
    if (real == nullptr) {
        const char* chosen = std::getenv("TIRKEU_SOFTHSM");
        void* handle = ::dlopen(chosen != nullptr ? chosen : "/usr/lib/softhsm/libsofthsm2.so", RTLD_NOW | RTLD_LOCAL);
        if (handle == nullptr)
            return CKR_GENERAL_ERROR;
        const auto get = reinterpret_cast<CK_C_GetFunctionList>(::dlsym(handle, "C_GetFunctionList"));
        if (get == nullptr || get(&real) != CKR_OK)
            return CKR_GENERAL_ERROR;
        ours = *real;
        ours.C_GetFunctionList = C_GetFunctionList;
        ours.C_Initialize = initialize;
        ours.C_GetSlotList = getSlotList;
        ours.C_GetTokenInfo = getTokenInfo;
        ours.C_OpenSession = openSession;
        ours.C_CloseSession = closeSession;
        ours.C_Login = login;
        ours.C_Logout = logout;
        ours.C_SetPIN = setPin;
        ours.C_CancelFunction = cancelFunction;
        ours.C_SignInit = signInit;
        ours.C_Sign = sign;
        ours.C_DecryptInit = decryptInit;
        ours.C_FindObjectsInit = findObjectsInit;
    }
    *list = &ours;
    return CKR_OK;
}
