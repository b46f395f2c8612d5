#pragma once

#include <core/result.h>

#include <QByteArray>
#include <QString>

#include <memory>

namespace tirkeu::tpm {

inline constexpr ErrorCode kAbsent{"tpm.absent"};

struct TpmState;

/// A connection to this machine's TPM 2.0. What stands on it keeps it alive. From any thread, one after the other; each
/// call takes from milliseconds to half a second.
class Tpm
{
public:
    /// `address` as the TPM software stack names it, "device:/dev/tpmrm0" or "swtpm:path=…"; empty: this machine's own.
    /// `tpm.absent` where there is none.
    [[nodiscard]] static Result<std::shared_ptr<Tpm>> open(const QString& address = {});
    ~Tpm();

    [[nodiscard]] Result<QString> maker(); ///< four letters the maker chose
    [[nodiscard]] TpmState& state() { return *m_state; }

private:
    explicit Tpm(std::unique_ptr<TpmState> state);
    std::unique_ptr<TpmState> m_state;
};

} // namespace tirkeu::tpm
