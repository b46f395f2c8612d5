#pragma once

/// One command for the scripted token, from a test in the same process (by dlsym) or, separated by ";", in the variable
/// TIRKEU_TOKEN_SCRIPT before the module is initialised:
///
///   reset                   SoftHSM as it is
///   remove | insert         the token leaves or comes back
///   remove-at CALL n        the token leaves during the n-th call from now, which then answers CKR_DEVICE_REMOVED
///   fail CALL n 0xRV        the n-th call from now answers RV
///   slow CALL ms            every such call takes that long
///   tries n                 the PIN locks after n wrong ones; the flags tell low and final on the way
///   must-change | not-set   the flags of the token
///   pinpad PIN ms           a reader with a pad, on which PIN is typed after so long; PIN "cancel" presses the red key
///   deaf-pad                the pad does not hear C_CancelFunction
///   show LABEL[,LABEL]      of several tokens only these are in the readers
///   flags-of LABEL          the flags, the tries and the pad are this token's alone
///   hang CALL               every such call hangs until it is let go
///   let-go                  whatever hangs goes on
///   no-oaep                 C_DecryptInit knows no OAEP
///
///   hanging                 understood only while a call hangs
///   idle                    understood only while no session is open and nobody is logged in
///
/// Answers nonzero where the command was understood.
extern "C" int tirkeu_token_command(const char* command);
