#pragma once

#include "tpm/tpm.h"

#include <tss2/tss2_esys.h>

#include <mutex>

namespace tirkeu::tpm {

struct TpmState
{
    ~TpmState();
    std::mutex mutex; ///< around each conversation: one at a time
    TSS2_TCTI_CONTEXT* transport = nullptr;
    ESYS_CONTEXT* esys = nullptr;
};

/// What the stack allocates is given back with Esys_Free.
struct FreeEsys
{
    void operator()(void* memory) const { Esys_Free(memory); }
};
template<typename T>
using EsysHandle = std::unique_ptr<T, FreeEsys>;

[[nodiscard]] tl::unexpected<Error> refused(TSS2_RC code, const char* doing);

} // namespace tirkeu::tpm
