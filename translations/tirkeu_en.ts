<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US">
<context>
    <name>CareWords</name>
    <message>
        <source>The scanner&apos;s empty window is being looked at. Keep hands away for a moment.</source>
        <translation>The scanner&apos;s empty window is being looked at. Keep hands away for a moment.</translation>
    </message>
    <message>
        <source>The camera&apos;s lens is being looked at. Keep out of its sight for a moment.</source>
        <translation>The camera&apos;s lens is being looked at. Keep out of its sight for a moment.</translation>
    </message>
    <message>
        <source>The scanner&apos;s window is clean.</source>
        <translation>The scanner&apos;s window is clean.</translation>
    </message>
    <message>
        <source>The camera&apos;s lens is clean.</source>
        <translation>The camera&apos;s lens is clean.</translation>
    </message>
    <message>
        <source>The scanner&apos;s window is dirty. Wipe it with a dry soft cloth, then look again.</source>
        <translation>The scanner&apos;s window is dirty. Wipe it with a dry soft cloth, then look again.</translation>
    </message>
    <message>
        <source>The camera&apos;s lens is dirty. Wipe it with a dry soft cloth, then look again.</source>
        <translation>The camera&apos;s lens is dirty. Wipe it with a dry soft cloth, then look again.</translation>
    </message>
    <message>
        <source>Nobody has shown the scanner&apos;s clean window yet. Wipe it with a dry soft cloth.</source>
        <translation>Nobody has shown the scanner&apos;s clean window yet. Wipe it with a dry soft cloth.</translation>
    </message>
    <message>
        <source>Nobody has shown the camera&apos;s clean lens yet. Wipe it with a dry soft cloth.</source>
        <translation>Nobody has shown the camera&apos;s clean lens yet. Wipe it with a dry soft cloth.</translation>
    </message>
    <message>
        <source>The scanner&apos;s window could not be judged. Clear the place above it and look again.</source>
        <translation>The scanner&apos;s window could not be judged. Clear the place above it and look again.</translation>
    </message>
    <message>
        <source>The camera&apos;s lens could not be judged. Let there be light before it and nothing close, then look again.</source>
        <translation>The camera&apos;s lens could not be judged. Let there be light before it and nothing close, then look again.</translation>
    </message>
    <message>
        <source>Wipe where the picture is marked.</source>
        <translation>Wipe where the picture is marked.</translation>
    </message>
    <message>
        <source>It still differs from the clean picture kept of it. Wipe it again. If it is clean, call a supervisor: signed in here, they look at it and press “It is clean now”.</source>
        <translation>It still differs from the clean picture kept of it. Wipe it again. If it is clean, call a supervisor: signed in here, they look at it and press “It is clean now”.</translation>
    </message>
    <message>
        <source>It is clean now</source>
        <translation>It is clean now</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>Look again</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>Later</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>Window</translation>
    </message>
    <message>
        <source>Lens</source>
        <translation>Lens</translation>
    </message>
    <message>
        <source>Window clean</source>
        <translation>Window clean</translation>
    </message>
    <message>
        <source>Lens clean</source>
        <translation>Lens clean</translation>
    </message>
    <message>
        <source>Window dirty</source>
        <translation>Window dirty</translation>
    </message>
    <message>
        <source>Lens dirty</source>
        <translation>Lens dirty</translation>
    </message>
    <message>
        <source>Clean window never shown</source>
        <translation>Clean window never shown</translation>
    </message>
    <message>
        <source>Clean lens never shown</source>
        <translation>Clean lens never shown</translation>
    </message>
    <message>
        <source>Window not judged</source>
        <translation>Window not judged</translation>
    </message>
    <message>
        <source>Lens not judged</source>
        <translation>Lens not judged</translation>
    </message>
    <message>
        <source>%1 (looked at: %2).</source>
        <translation>%1 (looked at: %2).</translation>
    </message>
    <message>
        <source>Dirt grows; days until it wants wiping: about %1.</source>
        <translation>Dirt grows; days until it wants wiping: about %1.</translation>
    </message>
</context>
<context>
    <name>CaseWords</name>
    <message>
        <source>Client</source>
        <translation>Client</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>Phone</translation>
    </message>
    <message>
        <source>Consents</source>
        <translation>Consents</translation>
    </message>
    <message>
        <source>Right palm</source>
        <translation>Right palm</translation>
    </message>
    <message>
        <source>Left palm</source>
        <translation>Left palm</translation>
    </message>
    <message>
        <source>Comparison of the palm</source>
        <translation>Comparison of the palm</translation>
    </message>
    <message>
        <source>Face</source>
        <translation>Face</translation>
    </message>
    <message>
        <source>Comparison of the face</source>
        <translation>Comparison of the face</translation>
    </message>
    <message>
        <source>Decision</source>
        <translation>Decision</translation>
    </message>
    <message>
        <source>Signature</source>
        <translation>Signature</translation>
    </message>
    <message>
        <source>Slip</source>
        <translation>Slip</translation>
    </message>
    <message>
        <source>later</source>
        <translation>later</translation>
    </message>
    <message>
        <source>now</source>
        <translation>now</translation>
    </message>
    <message>
        <source>done</source>
        <translation>done</translation>
    </message>
    <message>
        <source>not successful</source>
        <translation>not successful</translation>
    </message>
    <message>
        <source>not needed</source>
        <translation>not needed</translation>
    </message>
    <message>
        <source>Identity card</source>
        <translation>Identity card</translation>
    </message>
    <message>
        <source>Passport</source>
        <translation>Passport</translation>
    </message>
    <message>
        <source>Residence permit</source>
        <translation>Residence permit</translation>
    </message>
    <message>
        <source>Stateless person&apos;s certificate</source>
        <translation>Stateless person&apos;s certificate</translation>
    </message>
    <message>
        <source>phone confirmed</source>
        <translation>phone confirmed</translation>
    </message>
    <message>
        <source>phone not confirmed</source>
        <translation>phone not confirmed</translation>
    </message>
    <message>
        <source>phone not checked</source>
        <translation>phone not checked</translation>
    </message>
    <message>
        <source>Accepted: the palms are enrolled.</source>
        <translation>Accepted: the palms are enrolled.</translation>
    </message>
    <message>
        <source>Refused: nothing is enrolled.</source>
        <translation>Refused: nothing is enrolled.</translation>
    </message>
    <message>
        <source>The check had a negative result: nothing is enrolled.</source>
        <translation>The check had a negative result: nothing is enrolled.</translation>
    </message>
    <message>
        <source>Data taken, result awaited.</source>
        <translation>Data taken, result awaited.</translation>
    </message>
    <message>
        <source>Data taken, result awaited: the bank has not answered yet. Sign the documents now; the case is finished later under Home › To finish.</source>
        <translation>Data taken, result awaited: the bank has not answered yet. Sign the documents now; the case is finished later under Home › To finish.</translation>
    </message>
    <message>
        <source>The client left before the end.</source>
        <translation>The client left before the end.</translation>
    </message>
    <message>
        <source>The case was broken off.</source>
        <translation>The case was broken off.</translation>
    </message>
    <message>
        <source>The time for the case ran out.</source>
        <translation>The time for the case ran out.</translation>
    </message>
    <message>
        <source>Personal data</source>
        <translation>Personal data</translation>
    </message>
    <message>
        <source>Authentication with IDEC</source>
        <translation>Authentication with IDEC</translation>
    </message>
    <message>
        <source>EDS keys and certificate</source>
        <translation>EDS keys and certificate</translation>
    </message>
    <message>
        <source>Transfer to third parties</source>
        <translation>Transfer to third parties</translation>
    </message>
    <message>
        <source>Palm scanning</source>
        <translation>Palm scanning</translation>
    </message>
    <message>
        <source>given</source>
        <translation>given</translation>
    </message>
    <message>
        <source>refused</source>
        <translation>refused</translation>
    </message>
    <message>
        <source>withdrawn</source>
        <translation>withdrawn</translation>
    </message>
    <message>
        <source>cannot be scanned, attested</source>
        <translation>cannot be scanned, attested</translation>
    </message>
    <message>
        <source>taken</source>
        <translation>taken</translation>
    </message>
    <message>
        <source>not taken, attempts: %1</source>
        <translation>not taken, attempts: %1</translation>
    </message>
    <message>
        <source>not taken</source>
        <translation>not taken</translation>
    </message>
    <message>
        <source>Interrupted</source>
        <translation>Interrupted</translation>
    </message>
    <message>
        <source>Documents to be signed</source>
        <translation>Documents to be signed</translation>
    </message>
    <message>
        <source>A supervisor&apos;s answer is awaited</source>
        <translation>A supervisor&apos;s answer is awaited</translation>
    </message>
    <message>
        <source>The bank&apos;s answer is awaited</source>
        <translation>The bank&apos;s answer is awaited</translation>
    </message>
    <message>
        <source>There is a glove on the hand. Ask the client to take it off.</source>
        <translation>There is a glove on the hand. Ask the client to take it off.</translation>
    </message>
    <message>
        <source>There is a plaster or a bandage on the palm. If it cannot come off, take the other palm.</source>
        <translation>There is a plaster or a bandage on the palm. If it cannot come off, take the other palm.</translation>
    </message>
    <message>
        <source>There is a ring on the hand. Ask the client to take it off.</source>
        <translation>There is a ring on the hand. Ask the client to take it off.</translation>
    </message>
    <message>
        <source>There are marks on the scanner&apos;s window. Wipe it with a dry soft cloth.</source>
        <translation>There are marks on the scanner&apos;s window. Wipe it with a dry soft cloth.</translation>
    </message>
    <message>
        <source>Not enough light falls on the palm. See that nothing covers the scanner, and switch the light on.</source>
        <translation>Not enough light falls on the palm. See that nothing covers the scanner, and switch the light on.</translation>
    </message>
    <message>
        <source>Too much light falls on the palm. Turn the scanner away from the sun and from lamps.</source>
        <translation>Too much light falls on the palm. Turn the scanner away from the sun and from lamps.</translation>
    </message>
    <message>
        <source>The consent is withdrawn; what rested on it has stopped.</source>
        <translation>The consent is withdrawn; what rested on it has stopped.</translation>
    </message>
    <message>
        <source>The palm is this client&apos;s: they are recognised.</source>
        <translation>The palm is this client&apos;s: they are recognised.</translation>
    </message>
    <message>
        <source>The palm was not recognised. Serve the client with the identity document.</source>
        <translation>The palm was not recognised. Serve the client with the identity document.</translation>
    </message>
    <message>
        <source>Refused: the client is served with the identity document.</source>
        <translation>Refused: the client is served with the identity document.</translation>
    </message>
    <message>
        <source>not ended</source>
        <translation>not ended</translation>
    </message>
    <message>
        <source>accepted</source>
        <translation>accepted</translation>
    </message>
    <message>
        <source>negative</source>
        <translation>negative</translation>
    </message>
    <message>
        <source>answer awaited</source>
        <translation>answer awaited</translation>
    </message>
    <message>
        <source>broken off</source>
        <translation>broken off</translation>
    </message>
    <message>
        <source>time ran out</source>
        <translation>time ran out</translation>
    </message>
    <message>
        <source>Face: authenticity check</source>
        <translation>Face: authenticity check</translation>
    </message>
    <message>
        <source>Face: comparison</source>
        <translation>Face: comparison</translation>
    </message>
    <message>
        <source>Palm: authenticity check</source>
        <translation>Palm: authenticity check</translation>
    </message>
    <message>
        <source>Palm: comparison</source>
        <translation>Palm: comparison</translation>
    </message>
    <message>
        <source>Decision on authentication</source>
        <translation>Decision on authentication</translation>
    </message>
    <message>
        <source>Consent</source>
        <translation>Consent</translation>
    </message>
    <message>
        <source>Consent withdrawn</source>
        <translation>Consent withdrawn</translation>
    </message>
    <message>
        <source>Presence in person</source>
        <translation>Presence in person</translation>
    </message>
    <message>
        <source>Annulment of a document</source>
        <translation>Annulment of a document</translation>
    </message>
    <message>
        <source>Act of destruction</source>
        <translation>Act of destruction</translation>
    </message>
    <message>
        <source>A supervisor has answered</source>
        <translation>A supervisor has answered</translation>
    </message>
    <message>
        <source>The bank has answered</source>
        <translation>The bank has answered</translation>
    </message>
    <message>
        <source>A supervisor is called</source>
        <translation>A supervisor is called</translation>
    </message>
    <message>
        <source>A check that failed: to be looked at</source>
        <translation>A check that failed: to be looked at</translation>
    </message>
    <message>
        <source>Confirmation of delivery</source>
        <translation>Confirmation of delivery</translation>
    </message>
    <message>
        <source>New attempts are asked for</source>
        <translation>New attempts are asked for</translation>
    </message>
</context>
<context>
    <name>CertificateFacts</name>
    <message>
        <source>Holder</source>
        <translation>Holder</translation>
    </message>
    <message>
        <source>IIN</source>
        <translation>IIN</translation>
    </message>
    <message>
        <source>Organisation</source>
        <translation>Organisation</translation>
    </message>
    <message>
        <source>BIN</source>
        <translation>BIN</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>Role</translation>
    </message>
    <message>
        <source>Key kept in</source>
        <translation>Key kept in</translation>
    </message>
    <message>
        <source>Valid</source>
        <translation>Valid</translation>
    </message>
    <message>
        <source>Natural person</source>
        <translation>Natural person</translation>
    </message>
    <message>
        <source>Legal entity</source>
        <translation>Legal entity</translation>
    </message>
    <message>
        <source>First head</source>
        <translation>First head</translation>
    </message>
    <message>
        <source>Right to sign</source>
        <translation>Right to sign</translation>
    </message>
    <message>
        <source>Right to sign financial documents</source>
        <translation>Right to sign financial documents</translation>
    </message>
    <message>
        <source>Human resources</source>
        <translation>Human resources</translation>
    </message>
    <message>
        <source>Employee</source>
        <translation>Employee</translation>
    </message>
    <message>
        <source>Information system</source>
        <translation>Information system</translation>
    </message>
    <message>
        <source>Identified in person</source>
        <translation>Identified in person</translation>
    </message>
    <message>
        <source>Identified remotely</source>
        <translation>Identified remotely</translation>
    </message>
    <message>
        <source>Identified by Digital ID</source>
        <translation>Identified by Digital ID</translation>
    </message>
    <message>
        <source>Not stated</source>
        <translation>Not stated</translation>
    </message>
    <message>
        <source>File on a computer (PKCS#12)</source>
        <translation>File on a computer (PKCS#12)</translation>
    </message>
    <message>
        <source>File on a computer (Java)</source>
        <translation>File on a computer (Java)</translation>
    </message>
    <message>
        <source>Identity card</source>
        <translation>Identity card</translation>
    </message>
    <message>
        <source>SIM card</source>
        <translation>SIM card</translation>
    </message>
    <message>
        <source>Cloud of the certification centre</source>
        <translation>Cloud of the certification centre</translation>
    </message>
    <message>
        <source>Another store</source>
        <translation>Another store</translation>
    </message>
</context>
<context>
    <name>ClientWords</name>
    <message>
        <source>Place your palm above the scanner</source>
        <translation>Place your palm above the scanner</translation>
    </message>
    <message>
        <source>Hold still</source>
        <translation>Hold still</translation>
    </message>
    <message>
        <source>Raise your palm a little</source>
        <translation>Raise your palm a little</translation>
    </message>
    <message>
        <source>Lower your palm a little</source>
        <translation>Lower your palm a little</translation>
    </message>
    <message>
        <source>Move your palm to the middle</source>
        <translation>Move your palm to the middle</translation>
    </message>
    <message>
        <source>Hold your palm level</source>
        <translation>Hold your palm level</translation>
    </message>
    <message>
        <source>Spread your fingers</source>
        <translation>Spread your fingers</translation>
    </message>
    <message>
        <source>Show the other hand</source>
        <translation>Show the other hand</translation>
    </message>
    <message>
        <source>One hand only</source>
        <translation>One hand only</translation>
    </message>
    <message>
        <source>Turn your palm down to the scanner</source>
        <translation>Turn your palm down to the scanner</translation>
    </message>
    <message>
        <source>Take off rings and gloves</source>
        <translation>Take off rings and gloves</translation>
    </message>
    <message>
        <source>Wipe your palm dry</source>
        <translation>Wipe your palm dry</translation>
    </message>
    <message>
        <source>Remove your hand</source>
        <translation>Remove your hand</translation>
    </message>
    <message>
        <source>Present the palm once more</source>
        <translation>Present the palm once more</translation>
    </message>
    <message>
        <source>Present your right palm</source>
        <translation>Present your right palm</translation>
    </message>
    <message>
        <source>Present your left palm</source>
        <translation>Present your left palm</translation>
    </message>
    <message>
        <source>Personal data</source>
        <translation>Personal data</translation>
    </message>
    <message>
        <source>Authentication with IDEC</source>
        <translation>Authentication with IDEC</translation>
    </message>
    <message>
        <source>EDS keys and certificate</source>
        <translation>EDS keys and certificate</translation>
    </message>
    <message>
        <source>Transfer to third parties</source>
        <translation>Transfer to third parties</translation>
    </message>
    <message>
        <source>Scanning of the palm</source>
        <translation>Scanning of the palm</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Stop</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>Help</translation>
    </message>
    <message>
        <source>The employee knows that you need help.</source>
        <translation>The employee knows that you need help.</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>Stopped</translation>
    </message>
    <message>
        <source>Nothing more is taken. The employee will ask you how to go on.</source>
        <translation>Nothing more is taken. The employee will ask you how to go on.</translation>
    </message>
    <message>
        <source>Welcome</source>
        <translation>Welcome</translation>
    </message>
    <message>
        <source>The employee will help you here.</source>
        <translation>The employee will help you here.</translation>
    </message>
    <message>
        <source>One moment</source>
        <translation>One moment</translation>
    </message>
    <message>
        <source>The check is running.</source>
        <translation>The check is running.</translation>
    </message>
    <message>
        <source>The employee will be with you at once.</source>
        <translation>The employee will be with you at once.</translation>
    </message>
    <message>
        <source>Your data are taken</source>
        <translation>Your data are taken</translation>
    </message>
    <message>
        <source>The result comes later. The employee is finishing the documents.</source>
        <translation>The result comes later. The employee is finishing the documents.</translation>
    </message>
    <message>
        <source>Sound</source>
        <translation>Sound</translation>
    </message>
    <message>
        <source>This could not be finished today</source>
        <translation>This could not be finished today</translation>
    </message>
    <message>
        <source>The employee will tell you what comes next.</source>
        <translation>The employee will tell you what comes next.</translation>
    </message>
    <message>
        <source>%1, your palm works</source>
        <translation>%1, your palm works</translation>
    </message>
    <message>
        <source>Thank you. From now on your palm is enough here. Take your slip.</source>
        <translation>Thank you. From now on your palm is enough here. Take your slip.</translation>
    </message>
    <message>
        <source>%1, your palm was recognised</source>
        <translation>%1, your palm was recognised</translation>
    </message>
    <message>
        <source>Thank you, the check is finished.</source>
        <translation>Thank you, the check is finished.</translation>
    </message>
    <message>
        <source>%1, thank you</source>
        <translation>%1, thank you</translation>
    </message>
    <message>
        <source>Your data are taken. The bank will tell you the result.</source>
        <translation>Your data are taken. The bank will tell you the result.</translation>
    </message>
    <message>
        <source>%1, your consent is withdrawn</source>
        <translation>%1, your consent is withdrawn</translation>
    </message>
    <message>
        <source>Use has stopped from this moment. Take your slip.</source>
        <translation>Use has stopped from this moment. Take your slip.</translation>
    </message>
    <message>
        <source>%1, your answer is recorded</source>
        <translation>%1, your answer is recorded</translation>
    </message>
    <message>
        <source>You will be served without biometrics, with your identity document.</source>
        <translation>You will be served without biometrics, with your identity document.</translation>
    </message>
    <message>
        <source>Question %1 of %2</source>
        <translation>Question %1 of %2</translation>
    </message>
    <message>
        <source>Read the full text</source>
        <translation>Read the full text</translation>
    </message>
    <message>
        <source>Close the full text</source>
        <translation>Close the full text</translation>
    </message>
    <message>
        <source>I consent</source>
        <translation>I consent</translation>
    </message>
    <message>
        <source>I do not consent</source>
        <translation>I do not consent</translation>
    </message>
    <message>
        <source>If you do not consent: %1</source>
        <translation>If you do not consent: %1</translation>
    </message>
    <message>
        <source>Use a video session instead</source>
        <translation>Use a video session instead</translation>
    </message>
    <message>
        <source>Who collects the data</source>
        <translation>Who collects the data</translation>
    </message>
    <message>
        <source>BIN: %1</source>
        <translation>BIN: %1</translation>
    </message>
    <message>
        <source>Whose data</source>
        <translation>Whose data</translation>
    </message>
    <message>
        <source>What for</source>
        <translation>What for</translation>
    </message>
    <message>
        <source>Which data</source>
        <translation>Which data</translation>
    </message>
    <message>
        <source>For how long</source>
        <translation>For how long</translation>
    </message>
    <message>
        <source>Transfer abroad</source>
        <translation>Transfer abroad</translation>
    </message>
    <message>
        <source>Publicly available sources</source>
        <translation>Publicly available sources</translation>
    </message>
    <message>
        <source>How to withdraw</source>
        <translation>How to withdraw</translation>
    </message>
    <message>
        <source>A one-time code has been sent to you. Enter the code.</source>
        <translation>A one-time code has been sent to you. Enter the code.</translation>
    </message>
    <message>
        <source>Enter the PIN of your token</source>
        <translation>Enter the PIN of your token</translation>
    </message>
    <message>
        <source>The code is wrong or has expired</source>
        <translation>The code is wrong or has expired</translation>
    </message>
    <message>
        <source>The PIN is wrong</source>
        <translation>The PIN is wrong</translation>
    </message>
    <message>
        <source>Tries left: %1</source>
        <translation>Tries left: %1</translation>
    </message>
    <message>
        <source>Delete the last digit</source>
        <translation>Delete the last digit</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>Choose a language</source>
        <translation>Choose a language</translation>
    </message>
    <message>
        <source>Attempt %1 of %2</source>
        <translation>Attempt %1 of %2</translation>
    </message>
    <message>
        <source>Sign with your finger or the pen</source>
        <translation>Sign with your finger or the pen</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Clear</translation>
    </message>
    <message>
        <source>consent given</source>
        <translation>consent given</translation>
    </message>
    <message>
        <source>consent not given</source>
        <translation>consent not given</translation>
    </message>
    <message>
        <source>consent withdrawn</source>
        <translation>consent withdrawn</translation>
    </message>
    <message>
        <source>Withdrawal of consent</source>
        <translation>Withdrawal of consent</translation>
    </message>
    <message>
        <source>What stops now</source>
        <translation>What stops now</translation>
    </message>
    <message>
        <source>What is kept, until when and why</source>
        <translation>What is kept, until when and why</translation>
    </message>
    <message>
        <source>To whom it was passed</source>
        <translation>To whom it was passed</translation>
    </message>
    <message>
        <source>To nobody.</source>
        <translation>To nobody.</translation>
    </message>
    <message>
        <source>Keep until: %1</source>
        <translation>Keep until: %1</translation>
    </message>
    <message>
        <source>Years kept from the end of business relations: %1</source>
        <translation>Years kept from the end of business relations: %1</translation>
    </message>
    <message>
        <source>Withdraw consent</source>
        <translation>Withdraw consent</translation>
    </message>
    <message>
        <source>Leave as it is</source>
        <translation>Leave as it is</translation>
    </message>
    <message>
        <source>Good day. Show your identity document.</source>
        <translation>Good day. Show your identity document.</translation>
    </message>
    <message>
        <source>Read each consent and answer yes or no.</source>
        <translation>Read each consent and answer yes or no.</translation>
    </message>
    <message>
        <source>Thank you. One moment.</source>
        <translation>Thank you. One moment.</translation>
    </message>
    <message>
        <source>This could not be finished today. I will tell you what we can do next.</source>
        <translation>This could not be finished today. I will tell you what we can do next.</translation>
    </message>
    <message>
        <source>That is your right. I will serve you with your identity document.</source>
        <translation>That is your right. I will serve you with your identity document.</translation>
    </message>
    <message>
        <source>I am signing the documents of our conversation.</source>
        <translation>I am signing the documents of our conversation.</translation>
    </message>
    <message>
        <source>Thank you. Your palm works.</source>
        <translation>Thank you. Your palm works.</translation>
    </message>
    <message>
        <source>Thank you. The data are taken, and the result will follow.</source>
        <translation>Thank you. The data are taken, and the result will follow.</translation>
    </message>
    <message>
        <source>Thank you. Your answers are recorded; I serve you with your document.</source>
        <translation>Thank you. Your answers are recorded; I serve you with your document.</translation>
    </message>
    <message>
        <source>Thank you for your time. Here is a slip about today.</source>
        <translation>Thank you for your time. Here is a slip about today.</translation>
    </message>
    <message>
        <source>The check can also be done in a video session.</source>
        <translation>The check can also be done in a video session.</translation>
    </message>
    <message>
        <source>Consents</source>
        <translation>Consents</translation>
    </message>
    <message>
        <source>Read each consent, mark Yes or No with your own hand, and sign below.</source>
        <translation>Read each consent, mark Yes or No with your own hand, and sign below.</translation>
    </message>
    <message>
        <source>Case: %1</source>
        <translation>Case: %1</translation>
    </message>
    <message>
        <source>IIN: %1</source>
        <translation>IIN: %1</translation>
    </message>
    <message>
        <source>Signature</source>
        <translation>Signature</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>Date</translation>
    </message>
    <message>
        <source>One moment: your screen is off. We will go on as soon as it is on again.</source>
        <translation>One moment: your screen is off. We will go on as soon as it is on again.</translation>
    </message>
    <message>
        <source>Thank you. Your palm is recognised.</source>
        <translation>Thank you. Your palm is recognised.</translation>
    </message>
    <message>
        <source>Your consent is withdrawn. I serve you with your identity document.</source>
        <translation>Your consent is withdrawn. I serve you with your identity document.</translation>
    </message>
    <message>
        <source>You may take a consent back at any time. Tell me which one.</source>
        <translation>You may take a consent back at any time. Tell me which one.</translation>
    </message>
    <message>
        <source>This is the last try. A wrong PIN locks the token.</source>
        <translation>This is the last try. A wrong PIN locks the token.</translation>
    </message>
    <message>
        <source>Yes, use the last try</source>
        <translation>Yes, use the last try</translation>
    </message>
    <message>
        <source>A wrong PIN was typed lately; few tries are left.</source>
        <translation>A wrong PIN was typed lately; few tries are left.</translation>
    </message>
    <message>
        <source>This PIN is the issuer&apos;s. Change it before you sign with it.</source>
        <translation>This PIN is the issuer&apos;s. Change it before you sign with it.</translation>
    </message>
</context>
<context>
    <name>DemoBranch</name>
    <message>
        <source>No token</source>
        <translation>No token</translation>
    </message>
    <message>
        <source>Consents, signed by an invented client</source>
        <translation>Consents, signed by an invented client</translation>
    </message>
    <message>
        <source>This page stands for the paper that a scanner read.</source>
        <translation>This page stands for the paper that a scanner read.</translation>
    </message>
</context>
<context>
    <name>JournalKind</name>
    <message>
        <source>Case opened</source>
        <translation>Case opened</translation>
    </message>
    <message>
        <source>Client&apos;s data recorded</source>
        <translation>Client&apos;s data recorded</translation>
    </message>
    <message>
        <source>Client identified by sight</source>
        <translation>Client identified by sight</translation>
    </message>
    <message>
        <source>Presence attested</source>
        <translation>Presence attested</translation>
    </message>
    <message>
        <source>Consent answered</source>
        <translation>Consent answered</translation>
    </message>
    <message>
        <source>Consent withdrawn</source>
        <translation>Consent withdrawn</translation>
    </message>
    <message>
        <source>Telephone checked</source>
        <translation>Telephone checked</translation>
    </message>
    <message>
        <source>Hand excepted</source>
        <translation>Hand excepted</translation>
    </message>
    <message>
        <source>Case paused</source>
        <translation>Case paused</translation>
    </message>
    <message>
        <source>Case resumed</source>
        <translation>Case resumed</translation>
    </message>
    <message>
        <source>Case handed over</source>
        <translation>Case handed over</translation>
    </message>
    <message>
        <source>Attempt started</source>
        <translation>Attempt started</translation>
    </message>
    <message>
        <source>Attempt finished</source>
        <translation>Attempt finished</translation>
    </message>
    <message>
        <source>Attempt voided</source>
        <translation>Attempt voided</translation>
    </message>
    <message>
        <source>Template formed</source>
        <translation>Template formed</translation>
    </message>
    <message>
        <source>Comparison made</source>
        <translation>Comparison made</translation>
    </message>
    <message>
        <source>Comparison awaited</source>
        <translation>Comparison awaited</translation>
    </message>
    <message>
        <source>Answer received</source>
        <translation>Answer received</translation>
    </message>
    <message>
        <source>Duplicate suspected</source>
        <translation>Duplicate suspected</translation>
    </message>
    <message>
        <source>Question raised</source>
        <translation>Question raised</translation>
    </message>
    <message>
        <source>Question answered</source>
        <translation>Question answered</translation>
    </message>
    <message>
        <source>Decision made</source>
        <translation>Decision made</translation>
    </message>
    <message>
        <source>Case ended</source>
        <translation>Case ended</translation>
    </message>
    <message>
        <source>Case reopened</source>
        <translation>Case reopened</translation>
    </message>
    <message>
        <source>Document made</source>
        <translation>Document made</translation>
    </message>
    <message>
        <source>Document signed</source>
        <translation>Document signed</translation>
    </message>
    <message>
        <source>Document time-stamped</source>
        <translation>Document time-stamped</translation>
    </message>
    <message>
        <source>Slip given</source>
        <translation>Slip given</translation>
    </message>
    <message>
        <source>Package queued</source>
        <translation>Package queued</translation>
    </message>
    <message>
        <source>Package sent</source>
        <translation>Package sent</translation>
    </message>
    <message>
        <source>Package accepted</source>
        <translation>Package accepted</translation>
    </message>
    <message>
        <source>Package refused</source>
        <translation>Package refused</translation>
    </message>
    <message>
        <source>Package superseded</source>
        <translation>Package superseded</translation>
    </message>
    <message>
        <source>Notice to the client owed</source>
        <translation>Notice to the client owed</translation>
    </message>
    <message>
        <source>Picture viewed</source>
        <translation>Picture viewed</translation>
    </message>
    <message>
        <source>Export made</source>
        <translation>Export made</translation>
    </message>
    <message>
        <source>Printed</source>
        <translation>Printed</translation>
    </message>
    <message>
        <source>Business relation ended</source>
        <translation>Business relation ended</translation>
    </message>
    <message>
        <source>Destruction forbidden</source>
        <translation>Destruction forbidden</translation>
    </message>
    <message>
        <source>Destruction allowed again</source>
        <translation>Destruction allowed again</translation>
    </message>
    <message>
        <source>Client&apos;s data destroyed</source>
        <translation>Client&apos;s data destroyed</translation>
    </message>
    <message>
        <source>Unfinished recording discarded</source>
        <translation>Unfinished recording discarded</translation>
    </message>
    <message>
        <source>Vault made</source>
        <translation>Vault made</translation>
    </message>
    <message>
        <source>Vault opened</source>
        <translation>Vault opened</translation>
    </message>
    <message>
        <source>Vault closed</source>
        <translation>Vault closed</translation>
    </message>
    <message>
        <source>Slot added</source>
        <translation>Slot added</translation>
    </message>
    <message>
        <source>Slot removed</source>
        <translation>Slot removed</translation>
    </message>
    <message>
        <source>Data moved to a new key</source>
        <translation>Data moved to a new key</translation>
    </message>
    <message>
        <source>Signed in</source>
        <translation>Signed in</translation>
    </message>
    <message>
        <source>Sign-in refused</source>
        <translation>Sign-in refused</translation>
    </message>
    <message>
        <source>Signed out</source>
        <translation>Signed out</translation>
    </message>
    <message>
        <source>Screen locked</source>
        <translation>Screen locked</translation>
    </message>
    <message>
        <source>Screen unlocked</source>
        <translation>Screen unlocked</translation>
    </message>
    <message>
        <source>Confirmed with the PIN</source>
        <translation>Confirmed with the PIN</translation>
    </message>
    <message>
        <source>Confirmation refused</source>
        <translation>Confirmation refused</translation>
    </message>
    <message>
        <source>Security rules read</source>
        <translation>Security rules read</translation>
    </message>
    <message>
        <source>Setting changed</source>
        <translation>Setting changed</translation>
    </message>
    <message>
        <source>Criteria loaded</source>
        <translation>Criteria loaded</translation>
    </message>
    <message>
        <source>Role changed</source>
        <translation>Role changed</translation>
    </message>
    <message>
        <source>Device registered</source>
        <translation>Device registered</translation>
    </message>
    <message>
        <source>Device attached</source>
        <translation>Device attached</translation>
    </message>
    <message>
        <source>Device removed</source>
        <translation>Device removed</translation>
    </message>
    <message>
        <source>Device refused</source>
        <translation>Device refused</translation>
    </message>
    <message>
        <source>Device changed</source>
        <translation>Device changed</translation>
    </message>
    <message>
        <source>Clock jumped</source>
        <translation>Clock jumped</translation>
    </message>
    <message>
        <source>Anchor received</source>
        <translation>Anchor received</translation>
    </message>
    <message>
        <source>Roll-back found</source>
        <translation>Roll-back found</translation>
    </message>
    <message>
        <source>Events of the closed time taken over</source>
        <translation>Events of the closed time taken over</translation>
    </message>
    <message>
        <source>Events of the closed time lost</source>
        <translation>Events of the closed time lost</translation>
    </message>
    <message>
        <source>Journal volume sealed</source>
        <translation>Journal volume sealed</translation>
    </message>
    <message>
        <source>Destruction proposed</source>
        <translation>Destruction proposed</translation>
    </message>
    <message>
        <source>Destruction approved</source>
        <translation>Destruction approved</translation>
    </message>
    <message>
        <source>Backup made</source>
        <translation>Backup made</translation>
    </message>
    <message>
        <source>Restored from a backup</source>
        <translation>Restored from a backup</translation>
    </message>
    <message>
        <source>Journal exported</source>
        <translation>Journal exported</translation>
    </message>
    <message>
        <source>Finding of the self-protection</source>
        <translation>Finding of the self-protection</translation>
    </message>
    <message>
        <source>Program started</source>
        <translation>Program started</translation>
    </message>
    <message>
        <source>Program stopped</source>
        <translation>Program stopped</translation>
    </message>
    <message>
        <source>Support mode began</source>
        <translation>Support mode began</translation>
    </message>
    <message>
        <source>Support mode ended</source>
        <translation>Support mode ended</translation>
    </message>
    <message>
        <source>Act of destruction signed</source>
        <translation>Act of destruction signed</translation>
    </message>
    <message>
        <source>Act of destruction handed out</source>
        <translation>Act of destruction handed out</translation>
    </message>
    <message>
        <source>Signature level of a document stopped</source>
        <translation>Signature level of a document stopped</translation>
    </message>
    <message>
        <source>Suspicion looked into</source>
        <translation>Suspicion looked into</translation>
    </message>
    <message>
        <source>Confirmation of delivery signed</source>
        <translation>Confirmation of delivery signed</translation>
    </message>
    <message>
        <source>Notice to the client sent</source>
        <translation>Notice to the client sent</translation>
    </message>
    <message>
        <source>Service outside the bank asked</source>
        <translation>Service outside the bank asked</translation>
    </message>
    <message>
        <source>Service outside the bank told</source>
        <translation>Service outside the bank told</translation>
    </message>
    <message>
        <source>New attempts asked for</source>
        <translation>New attempts asked for</translation>
    </message>
    <message>
        <source>Answered whether there are new attempts</source>
        <translation>Answered whether there are new attempts</translation>
    </message>
</context>
<context>
    <name>JournalWord</name>
    <message>
        <source>Teller</source>
        <translation>Teller</translation>
    </message>
    <message>
        <source>Supervisor</source>
        <translation>Supervisor</translation>
    </message>
    <message>
        <source>Branch IT</source>
        <translation>Branch IT</translation>
    </message>
    <message>
        <source>Security officer</source>
        <translation>Security officer</translation>
    </message>
    <message>
        <source>Recovery</source>
        <translation>Recovery</translation>
    </message>
    <message>
        <source>Put back to an earlier state</source>
        <translation>Put back to an earlier state</translation>
    </message>
    <message>
        <source>Other entries stand there</source>
        <translation>Other entries stand there</translation>
    </message>
    <message>
        <source>Continues unchanged</source>
        <translation>Continues unchanged</translation>
    </message>
    <message>
        <source>Authentic</source>
        <translation>Authentic</translation>
    </message>
    <message>
        <source>Not authentic</source>
        <translation>Not authentic</translation>
    </message>
    <message>
        <source>Accepted</source>
        <translation>Accepted</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>Refused</translation>
    </message>
    <message>
        <source>Negative</source>
        <translation>Negative</translation>
    </message>
    <message>
        <source>Awaited</source>
        <translation>Awaited</translation>
    </message>
    <message>
        <source>Left unfinished</source>
        <translation>Left unfinished</translation>
    </message>
    <message>
        <source>Broken off</source>
        <translation>Broken off</translation>
    </message>
    <message>
        <source>Time ran out</source>
        <translation>Time ran out</translation>
    </message>
    <message>
        <source>Given</source>
        <translation>Given</translation>
    </message>
    <message>
        <source>Withdrawn</source>
        <translation>Withdrawn</translation>
    </message>
    <message>
        <source>Face</source>
        <translation>Face</translation>
    </message>
    <message>
        <source>Palm</source>
        <translation>Palm</translation>
    </message>
    <message>
        <source>Right</source>
        <translation>Right</translation>
    </message>
    <message>
        <source>Left</source>
        <translation>Left</translation>
    </message>
    <message>
        <source>This computer</source>
        <translation>This computer</translation>
    </message>
    <message>
        <source>Gateway</source>
        <translation>Gateway</translation>
    </message>
    <message>
        <source>Nobody worked</source>
        <translation>Nobody worked</translation>
    </message>
    <message>
        <source>Token removed</source>
        <translation>Token removed</translation>
    </message>
    <message>
        <source>Computer went to sleep</source>
        <translation>Computer went to sleep</translation>
    </message>
    <message>
        <source>By key</source>
        <translation>By key</translation>
    </message>
    <message>
        <source>Missing</source>
        <translation>Missing</translation>
    </message>
    <message>
        <source>Replaced</source>
        <translation>Replaced</translation>
    </message>
    <message>
        <source>Broken</source>
        <translation>Broken</translation>
    </message>
    <message>
        <source>Torn</source>
        <translation>Torn</translation>
    </message>
    <message>
        <source>Not written in time</source>
        <translation>Not written in time</translation>
    </message>
    <message>
        <source>Undetermined</source>
        <translation>Undetermined</translation>
    </message>
    <message>
        <source>Matches</source>
        <translation>Matches</translation>
    </message>
    <message>
        <source>Does not match</source>
        <translation>Does not match</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>Yes</translation>
    </message>
    <message>
        <source>No</source>
        <translation>No</translation>
    </message>
    <message>
        <source>By rule</source>
        <translation>By rule</translation>
    </message>
    <message>
        <source>Database of verified images</source>
        <translation>Database of verified images</translation>
    </message>
    <message>
        <source>Palm replaced</source>
        <translation>Palm replaced</translation>
    </message>
    <message>
        <source>Confirmed</source>
        <translation>Confirmed</translation>
    </message>
    <message>
        <source>Not confirmed</source>
        <translation>Not confirmed</translation>
    </message>
    <message>
        <source>Not checked</source>
        <translation>Not checked</translation>
    </message>
    <message>
        <source>By identity document</source>
        <translation>By identity document</translation>
    </message>
    <message>
        <source>Consent to personal data</source>
        <translation>Consent to personal data</translation>
    </message>
    <message>
        <source>Consent to IDEC authentication</source>
        <translation>Consent to IDEC authentication</translation>
    </message>
    <message>
        <source>Consent to EDS keys</source>
        <translation>Consent to EDS keys</translation>
    </message>
    <message>
        <source>Consent to third parties</source>
        <translation>Consent to third parties</translation>
    </message>
    <message>
        <source>Consent to palm scanning</source>
        <translation>Consent to palm scanning</translation>
    </message>
    <message>
        <source>Signed on the screen</source>
        <translation>Signed on the screen</translation>
    </message>
    <message>
        <source>One-time code</source>
        <translation>One-time code</translation>
    </message>
    <message>
        <source>EDS token</source>
        <translation>EDS token</translation>
    </message>
    <message>
        <source>Signed on paper</source>
        <translation>Signed on paper</translation>
    </message>
    <message>
        <source>The client&apos;s screen</source>
        <translation>The client&apos;s screen</translation>
    </message>
    <message>
        <source>Kazakh</source>
        <translation>Kazakh</translation>
    </message>
    <message>
        <source>Russian</source>
        <translation>Russian</translation>
    </message>
    <message>
        <source>English</source>
        <translation>English</translation>
    </message>
    <message>
        <source>Program files changed</source>
        <translation>Program files changed</translation>
    </message>
    <message>
        <source>Emulated environment</source>
        <translation>Emulated environment</translation>
    </message>
    <message>
        <source>Debugger</source>
        <translation>Debugger</translation>
    </message>
    <message>
        <source>Foreign library</source>
        <translation>Foreign library</translation>
    </message>
    <message>
        <source>Remote control</source>
        <translation>Remote control</translation>
    </message>
    <message>
        <source>Screen capture</source>
        <translation>Screen capture</translation>
    </message>
    <message>
        <source>Administrator rights</source>
        <translation>Administrator rights</translation>
    </message>
    <message>
        <source>No antivirus</source>
        <translation>No antivirus</translation>
    </message>
    <message>
        <source>Warned</source>
        <translation>Warned</translation>
    </message>
    <message>
        <source>Blocked</source>
        <translation>Blocked</translation>
    </message>
    <message>
        <source>Registered anew</source>
        <translation>Registered anew</translation>
    </message>
    <message>
        <source>Struck off</source>
        <translation>Struck off</translation>
    </message>
    <message>
        <source>Vault and client keys</source>
        <translation>Vault and client keys</translation>
    </message>
    <message>
        <source>Package</source>
        <translation>Package</translation>
    </message>
    <message>
        <source>Originals</source>
        <translation>Originals</translation>
    </message>
    <message>
        <source>Document verified</source>
        <translation>Document verified</translation>
    </message>
    <message>
        <source>Scanner in another place</source>
        <translation>Scanner in another place</translation>
    </message>
    <message>
        <source>Backup folder</source>
        <translation>Backup folder</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Language</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>Colours</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Size</translation>
    </message>
    <message>
        <source>Token module</source>
        <translation>Token module</translation>
    </message>
    <message>
        <source>NCALayer</source>
        <translation>NCALayer</translation>
    </message>
    <message>
        <source>NCALayer address</source>
        <translation>NCALayer address</translation>
    </message>
    <message>
        <source>NCALayer authority</source>
        <translation>NCALayer authority</translation>
    </message>
    <message>
        <source>Token PIN</source>
        <translation>Token PIN</translation>
    </message>
    <message>
        <source>PIN of the second token</source>
        <translation>PIN of the second token</translation>
    </message>
    <message>
        <source>EDS found on a second token</source>
        <translation>EDS found on a second token</translation>
    </message>
    <message>
        <source>Suspected</source>
        <translation>Suspected</translation>
    </message>
    <message>
        <source>Not suspected</source>
        <translation>Not suspected</translation>
    </message>
    <message>
        <source>No answer in time</source>
        <translation>No answer in time</translation>
    </message>
    <message>
        <source>Not asked: no connection</source>
        <translation>Not asked: no connection</translation>
    </message>
    <message>
        <source>Consents</source>
        <translation>Consents</translation>
    </message>
    <message>
        <source>System against unauthorised payments</source>
        <translation>System against unauthorised payments</translation>
    </message>
    <message>
        <source>Database of mobile citizens</source>
        <translation>Database of mobile citizens</translation>
    </message>
    <message>
        <source>Check of the one-time code</source>
        <translation>Check of the one-time code</translation>
    </message>
    <message>
        <source>Face comparison</source>
        <translation>Face comparison</translation>
    </message>
    <message>
        <source>No certificate</source>
        <translation>No certificate</translation>
    </message>
    <message>
        <source>None</source>
        <translation>None</translation>
    </message>
    <message>
        <source>A false alarm</source>
        <translation>A false alarm</translation>
    </message>
    <message>
        <source>Workstation</source>
        <translation>Workstation</translation>
    </message>
    <message>
        <source>Allowed</source>
        <translation>Allowed</translation>
    </message>
    <message>
        <source>Enrolment</source>
        <translation>Enrolment</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>Check</translation>
    </message>
    <message>
        <source>Withdrawal of consent</source>
        <translation>Withdrawal of consent</translation>
    </message>
</context>
<context>
    <name>OutboxWords</name>
    <message>
        <source>Being prepared</source>
        <translation>Being prepared</translation>
    </message>
    <message>
        <source>Waits to be sent</source>
        <translation>Waits to be sent</translation>
    </message>
    <message>
        <source>Being sent</source>
        <translation>Being sent</translation>
    </message>
    <message>
        <source>Sent; the bank is checking</source>
        <translation>Sent; the bank is checking</translation>
    </message>
    <message>
        <source>Delivered</source>
        <translation>Delivered</translation>
    </message>
    <message>
        <source>Refused by the bank</source>
        <translation>Refused by the bank</translation>
    </message>
    <message>
        <source>Replaced by a newer package</source>
        <translation>Replaced by a newer package</translation>
    </message>
    <message>
        <source>Connected to the bank since: %1.</source>
        <translation>Connected to the bank since: %1.</translation>
    </message>
    <message>
        <source>Quiet hours: only withdrawals are sent now, the rest later.</source>
        <translation>Quiet hours: only withdrawals are sent now, the rest later.</translation>
    </message>
    <message>
        <source>No connection to the bank since: %1.</source>
        <translation>No connection to the bank since: %1.</translation>
    </message>
    <message>
        <source>Everything at the counter works: enrolment, verification, signatures.</source>
        <translation>Everything at the counter works: enrolment, verification, signatures.</translation>
    </message>
    <message>
        <source>The bank&apos;s answers wait.</source>
        <translation>The bank&apos;s answers wait.</translation>
    </message>
    <message>
        <source>Packages waiting: %1.</source>
        <translation>Packages waiting: %1.</translation>
    </message>
    <message>
        <source>Withdrawals of consent not passed on by the bank yet: %1.</source>
        <translation>Withdrawals of consent not passed on by the bank yet: %1.</translation>
    </message>
    <message>
        <source>Today: clients served %1, delivered to the bank %2.</source>
        <translation>Today: clients served %1, delivered to the bank %2.</translation>
    </message>
</context>
<context>
    <name>Section</name>
    <message>
        <source>Home</source>
        <translation>Home</translation>
    </message>
    <message>
        <source>New client</source>
        <translation>New client</translation>
    </message>
    <message>
        <source>Drafts</source>
        <translation>Drafts</translation>
    </message>
    <message>
        <source>Find client</source>
        <translation>Find client</translation>
    </message>
    <message>
        <source>To finish</source>
        <translation>To finish</translation>
    </message>
    <message>
        <source>Outbox</source>
        <translation>Outbox</translation>
    </message>
    <message>
        <source>Devices</source>
        <translation>Devices</translation>
    </message>
    <message>
        <source>Diagnostics</source>
        <translation>Diagnostics</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Settings</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Keys</translation>
    </message>
    <message>
        <source>Verify document</source>
        <translation>Verify document</translation>
    </message>
    <message>
        <source>Journal</source>
        <translation>Journal</translation>
    </message>
    <message>
        <source>Keeping</source>
        <translation>Keeping</translation>
    </message>
    <message>
        <source>What clients ask</source>
        <translation>What clients ask</translation>
    </message>
    <message>
        <source>Guide</source>
        <translation>Guide</translation>
    </message>
    <message>
        <source>PIN of the token</source>
        <translation>PIN of the token</translation>
    </message>
    <message>
        <source>Authorities for NCALayer</source>
        <translation>Authorities for NCALayer</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>Training</translation>
    </message>
    <message>
        <source>Client</source>
        <translation>Client</translation>
    </message>
    <message>
        <source>Question</source>
        <translation>Question</translation>
    </message>
</context>
<context>
    <name>VaultJournal</name>
    <message>
        <source>Workstation</source>
        <translation>Workstation</translation>
    </message>
</context>
<context>
    <name>tirkeu::workstation::AnswerForm</name>
    <message>
        <source>May this palm take the place of the enrolled one? The old palm was not shown, or differs.</source>
        <translation>May this palm take the place of the enrolled one? The old palm was not shown, or differs.</translation>
    </message>
    <message>
        <source>The rules do not decide this case. May it be accepted?</source>
        <translation>The rules do not decide this case. May it be accepted?</translation>
    </message>
    <message>
        <source>The palm is like one of the teller&apos;s.</source>
        <translation>The palm is like one of the teller&apos;s.</translation>
    </message>
    <message>
        <source>Right and left palm may be exchanged.</source>
        <translation>Right and left palm may be exchanged.</translation>
    </message>
    <message>
        <source>The system against unauthorised payments suspects this client.</source>
        <translation>The system against unauthorised payments suspects this client.</translation>
    </message>
    <message>
        <source>Alike palms of other clients: %1</source>
        <translation>Alike palms of other clients: %1</translation>
    </message>
    <message>
        <source>The case</source>
        <translation>The case</translation>
    </message>
    <message>
        <source>Question</source>
        <translation>Question</translation>
    </message>
    <message>
        <source>Client</source>
        <translation>Client</translation>
    </message>
    <message>
        <source>Compared with the enrolled palm</source>
        <translation>Compared with the enrolled palm</translation>
    </message>
    <message>
        <source>answer awaited</source>
        <translation>answer awaited</translation>
    </message>
    <message>
        <source>matches</source>
        <translation>matches</translation>
    </message>
    <message>
        <source>differs</source>
        <translation>differs</translation>
    </message>
    <message>
        <source>near the threshold</source>
        <translation>near the threshold</translation>
    </message>
    <message>
        <source>To look at</source>
        <translation>To look at</translation>
    </message>
    <message>
        <source>Yes, go on</source>
        <translation>Yes, go on</translation>
    </message>
    <message>
        <source>No</source>
        <translation>No</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>Second proof: what else was looked at</source>
        <translation>Second proof: what else was looked at</translation>
    </message>
    <message>
        <source>The teller called you. Say what was arranged; it decides nothing.</source>
        <translation>The teller called you. Say what was arranged; it decides nothing.</translation>
    </message>
    <message>
        <source>I have seen to it</source>
        <translation>I have seen to it</translation>
    </message>
    <message>
        <source>What was arranged</source>
        <translation>What was arranged</translation>
    </message>
    <message>
        <source>Taken: %1</source>
        <translation>Taken: %1</translation>
    </message>
    <message>
        <source>May this client be given new attempts, for one case?</source>
        <translation>May this client be given new attempts, for one case?</translation>
    </message>
    <message>
        <source>Attempts are spent</source>
        <translation>Attempts are spent</translation>
    </message>
    <message>
        <source>Without you there are new ones from</source>
        <translation>Without you there are new ones from</translation>
    </message>
    <message>
        <source>Asked by</source>
        <translation>Asked by</translation>
    </message>
    <message>
        <source>Yes, give them</source>
        <translation>Yes, give them</translation>
    </message>
</context>
<context>
    <name>tirkeu::workstation::AnswersPage</name>
    <message>
        <source>What clients ask</source>
        <translation>What clients ask</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Back</translation>
    </message>
</context>
<context>
    <name>tirkeu::workstation::AuthoritiesPage</name>
    <message>
        <source>Valid until: %1</source>
        <translation>Valid until: %1</translation>
    </message>
    <message>
        <source>None: documents are not signed through NCALayer.</source>
        <translation>None: documents are not signed through NCALayer.</translation>
    </message>
    <message>
        <source>Choose an authority&apos;s certificate</source>
        <translation>Choose an authority&apos;s certificate</translation>
    </message>
    <message>
        <source>Certificates (*.pem *.crt *.cer *.der)</source>
        <translation>Certificates (*.pem *.crt *.cer *.der)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>All files (*)</translation>
    </message>
    <message>
        <source>Look in</source>
        <translation>Look in</translation>
    </message>
    <message>
        <source>File name</source>
        <translation>File name</translation>
    </message>
    <message>
        <source>File type</source>
        <translation>File type</translation>
    </message>
    <message>
        <source>Choose</source>
        <translation>Choose</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>Added. Compare the digits with those the authority publishes.</source>
        <translation>Added. Compare the digits with those the authority publishes.</translation>
    </message>
    <message>
        <source>Removed.</source>
        <translation>Removed.</translation>
    </message>
    <message>
        <source>Authorities for NCALayer</source>
        <translation>Authorities for NCALayer</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>NCALayer, or a program like it on this computer, shows a certificate of one of these authorities. A supervisor adds and removes them.</source>
        <translation>NCALayer, or a program like it on this computer, shows a certificate of one of these authorities. A supervisor adds and removes them.</translation>
    </message>
    <message>
        <source>Authorities that are trusted here</source>
        <translation>Authorities that are trusted here</translation>
    </message>
    <message>
        <source>File with an authority&apos;s certificate</source>
        <translation>File with an authority&apos;s certificate</translation>
    </message>
    <message>
        <source>Choose a file</source>
        <translation>Choose a file</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Add</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Remove</translation>
    </message>
</context>
<context>
    <name>tirkeu::workstation::BreakOffStep</name>
    <message>
        <source>Why does the case end here?</source>
        <translation>Why does the case end here?</translation>
    </message>
    <message>
        <source>Break off</source>
        <translation>Break off</translation>
    </message>
    <message>
        <source>The client leaves</source>
        <translation>The client leaves</translation>
    </message>
    <message>
        <source>I must stop</source>
        <translation>I must stop</translation>
    </message>
    <message>
        <source>Reason, as it stands in the documents</source>
        <translation>Reason, as it stands in the documents</translation>
    </message>
    <message>
        <source>Back to the case</source>
        <translation>Back to the case</translation>
    </message>
    <message>
        <source>The documents of the case say who ended it. What was recorded stays; spent attempts stay spent.</source>
        <translation>The documents of the case say who ended it. What was recorded stays; spent attempts stay spent.</translation>
    </message>
</context>
<context>
    <name>tirkeu::workstation::CaseRail</name>
    <message>
        <source>Attempts spent: %1 of %2</source>
        <translation>Attempts spent: %1 of %2</translation>
    </message>
    <message>
        <source>About %1 min</source>
        <translation>About %1 min</translation>
    </message>
</context>
<context>
    <name>tirkeu::workstation::ClientCard</name>
    <message>
        <source>F6 Pause</source>
        <translation>F6 Pause</translation>
    </message>
    <message>
        <source>F9 Break off</source>
        <translation>F9 Break off</translation>
    </message>
    <message>
        <source>New client</source>
        <translation>New client</translation>
    </message>
    <message>
        <source>Client</source>
        <translation>Client</translation>
    </message>
    <message>
        <source>%1 of %2: %3</source>
        <translation>%1 of %2: %3</translation>
    </message>
    <message>
        <source>F2 Explain</source>
        <translation>F2 Explain</translation>
    </message>
    <message>
        <source>F10 Hand over</source>
        <translation>F10 Hand over</translation>
    </message>
    <message>
        <source>F8 Supervisor</source>
        <translation>F8 Supervisor</translation>
    </message>
</context>
<context>
    <name>tirkeu::workstation::ClientPage</name>
    <message>
        <source>Client</source>
        <translation>Client</translation>
    </message>
    <message>
        <source>IIN</source>
        <translation>IIN</translation>
    </message>
    <message>
        <source>%1, valid until %2</source>
        <translation>%1, valid until %2</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>Phone</translation>
    </message>
    <message>
        <source>none</source>
        <translation>none</translation>
    </message>
    <message>
        <source>New data</source>
        <translation>New data</translation>
    </message>
    <message>
        <source>Write the client&apos;s data down anew</source>
        <translation>Write the client&apos;s data down anew</translation>
    </message>
    <message>
        <source>Consents</source>
        <translation>Consents</translation>
    </message>
    <message>
        <source>not signed yet</source>
        <translation>not signed yet</translation>
    </message>
    <message>
        <source>None was asked for</source>
        <translation>None was asked for</translation>
    </message>
    <message>
        <source>Withdraw consent</source>
        <translation>Withdraw consent</translation>
    </message>
    <message>
        <source>Palms</source>
        <translation>Palms</translation>
    </message>
    <message>
        <source>enrolled: %1</source>
        <translation>enrolled: %1</translation>
    </message>
    <message>
        <source>cannot be scanned until %1</source>
        <translation>cannot be scanned until %1</translation>
    </message>
    <message>
        <source>cannot be scanned</source>
        <translation>cannot be scanned</translation>
    </message>
    <message>
        <source>None is enrolled here</source>
        <translation>None is enrolled here</translation>
    </message>
    <message>
        <source>Notice that is owed: the palm was replaced</source>
        <translation>Notice that is owed: the palm was replaced</translation>
    </message>
    <message>
        <source>no phone</source>
        <translation>no phone</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>Replace</translation>
    </message>
    <message>
        <source>Enrol</source>
        <translation>Enrol</translation>
    </message>
    <message>
        <source>Enrol the palms anew</source>
        <translation>Enrol the palms anew</translation>
    </message>
    <message>
        <source>Enrol the palms</source>
        <translation>Enrol the palms</translation>
    </message>
    <message>
        <source>Cases</source>
        <translation>Cases</translation>
    </message>
    <message>
        <source>Originals given out</source>
        <translation>Originals given out</translation>
    </message>
    <message>
        <source>The document that is written down has expired. Take the data of a valid one.</source>
        <translation>The document that is written down has expired. Take the data of a valid one.</translation>
    </message>
    <message>
        <source>The relation with the bank ended: %1</source>
        <translation>The relation with the bank ended: %1</translation>
    </message>
    <message>
        <source>These data are on hold and are not destroyed.</source>
        <translation>These data are on hold and are not destroyed.</translation>
    </message>
    <message>
        <source>With Enter you confirm that the client is here in person and looks like the photograph.</source>
        <translation>With Enter you confirm that the client is here in person and looks like the photograph.</translation>
    </message>
    <message>
        <source>Nobody is chosen</source>
        <translation>Nobody is chosen</translation>
    </message>
    <message>
        <source>Find a client by IIN, document or phone; their card opens here.</source>
        <translation>Find a client by IIN, document or phone; their card opens here.</translation>
    </message>
    <message>
        <source>Find client</source>
        <translation>Find client</translation>
    </message>
    <message>
        <source>Back to the card</source>
        <translation>Back to the card</translation>
    </message>
    <message>
        <source>Recognise by palm</source>
        <translation>Recognise by palm</translation>
    </message>
    <message>
        <source>Number at the bank</source>
        <translation>Number at the bank</translation>
    </message>
    <message>
        <source>The confirmation is drawn and signed.</source>
        <translation>The confirmation is drawn and signed.</translation>
    </message>
    <message>
        <source>The confirmation is signed. It stands among the documents.</source>
        <translation>The confirmation is signed. It stands among the documents.</translation>
    </message>
    <message>
        <source>Sign the confirmation</source>
        <translation>Sign the confirmation</translation>
    </message>
    <message>
        <source>The client was told: the palm was replaced</source>
        <translation>The client was told: the palm was replaced</translation>
    </message>
</context>
<context>
    <name>tirkeu::workstation::ClientStep</name>
    <message>
        <source>Only digits belong here.</source>
        <translation>Only digits belong here.</translation>
    </message>
    <message>
        <source>A phone number is written with digits, +, spaces, brackets and hyphens.</source>
        <translation>A phone number is written with digits, +, spaces, brackets and hyphens.</translation>
    </message>
    <message>
        <source>Correct the client&apos;s data</source>
        <translation>Correct the client&apos;s data</translation>
    </message>
    <message>
        <source>Who is at the counter?</source>
        <translation>Who is at the counter?</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>Continue</translation>
    </message>
    <message>
        <source>BIN, 12 digits</source>
        <translation>BIN, 12 digits</translation>
    </message>
    <message>
        <source>Their IIN, 12 digits</source>
        <translation>Their IIN, 12 digits</translation>
    </message>
    <message>
        <source>Name of the organisation</source>
        <translation>Name of the organisation</translation>
    </message>
    <message>
        <source>Surname and names</source>
        <translation>Surname and names</translation>
    </message>
    <message>
        <source>What for</source>
        <translation>What for</translation>
    </message>
    <message>
        <source>The client&apos;s language</source>
        <translation>The client&apos;s language</translation>
    </message>
    <message>
        <source>Document</source>
        <translation>Document</translation>
    </message>
    <message>
        <source>Acts for</source>
        <translation>Acts for</translation>
    </message>
    <message>
        <source>On the ground of</source>
        <translation>On the ground of</translation>
    </message>
    <message>
        <source>Themselves</source>
        <translation>Themselves</translation>
    </message>
    <message>
        <source>A legal entity</source>
        <translation>A legal entity</translation>
    </message>
    <message>
        <source>Another person</source>
        <translation>Another person</translation>
    </message>
    <message>
        <source>Order of appointment</source>
        <translation>Order of appointment</translation>
    </message>
    <message>
        <source>Power of attorney</source>
        <translation>Power of attorney</translation>
    </message>
    <message>
        <source>The law: parent, guardian</source>
        <translation>The law: parent, guardian</translation>
    </message>
    <message>
        <source>IIN, 12 digits</source>
        <translation>IIN, 12 digits</translation>
    </message>
    <message>
        <source>Document number</source>
        <translation>Document number</translation>
    </message>
    <message>
        <source>Valid until: day, month, year</source>
        <translation>Valid until: day, month, year</translation>
    </message>
    <message>
        <source>Date of birth: day, month, year</source>
        <translation>Date of birth: day, month, year</translation>
    </message>
    <message>
        <source>Surname</source>
        <translation>Surname</translation>
    </message>
    <message>
        <source>Given name</source>
        <translation>Given name</translation>
    </message>
    <message>
        <source>Patronymic, if any</source>
        <translation>Patronymic, if any</translation>
    </message>
    <message>
        <source>Mobile phone</source>
        <translation>Mobile phone</translation>
    </message>
    <message>
        <source>Number of the paper</source>
        <translation>Number of the paper</translation>
    </message>
    <message>
        <source>Issued: day, month, year</source>
        <translation>Issued: day, month, year</translation>
    </message>
    <message>
        <source>Valid until, if it ends</source>
        <translation>Valid until, if it ends</translation>
    </message>
    <message>
        <source>In person</source>
        <translation>In person</translation>
    </message>
    <message>
        <source>The client is here and looks like the photograph</source>
        <translation>The client is here and looks like the photograph</translation>
    </message>
    <message>
        <source>Fields to put right: %1. What is wrong stands below each of them.</source>
        <translation>Fields to put right: %1. What is wrong stands below each of them.</translation>
    </message>
</context>
<context>
    <name>tirkeu::workstation::CodeConfirmation</name>
    <message>
        <source>One-time code</source>
        <translation>One-time code</translation>
    </message>
    <message>
        <source>The client has confirmed by a one-time code.</source>
        <translation>The client has confirmed by a one-time code.</translation>
    </message>
    <message>
        <source>A code goes to the client&apos;s telephone. With it they confirm what is marked above.</source>
        <translation>A code goes to the client&apos;s telephone. With it they confirm what is marked above.</translation>
    </message>
    <message>
        <source>The code is sent to: %1. The client types it on their screen.</source>
        <translation>The code is sent to: %1. The client types it on their screen.</translation>
    </message>
    <message>
        <source>The code is sent to: %1. The client types it here.</source>
        <translation>The code is sent to: %1. The client types it here.</translation>
    </message>
    <message>
        <source>The code is wrong. Tries left: %1</source>
        <translation>The code is wrong. Tries left: %1</translation>
    </message>
    <message>
        <source>Confirm the code</source>
        <translation>Confirm the code</translation>
    </message>
    <message>
        <source>Send the code</source>
        <translation>Send the code</translation>
    </message>
</context>
<context>
    <name>tirkeu::workstation::ConfirmationPanel</name>
    <message>
        <source>Nothing is to be signed. The refusals are recorded.</source>
        <translation>Nothing is to be signed. The refusals are recorded.</translation>
    </message>
    <message>
        <source>How does the client confirm the answers?</source>
        <translation>How does the client confirm the answers?</translation>
    </message>
</context>
<context>
    <name>tirkeu::workstation::ConsentCard</name>
    <message>
        <source>Yes</source>
        <translation>Yes</translation>
    </message>
    <message>
        <source>No</source>
        <translation>No</translation>
    </message>
</context>
<context>
    <name>tirkeu::workstation::ConsentStep</name>
    <message>
        <source>What does the client agree to?</source>
        <translation>What does the client agree to?</translation>
    </message>
    <message>
        <source>Continue without biometrics</source>
        <translation>Continue without biometrics</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>Continue</translation>
    </message>
</context>
<context>
    <name>tirkeu::workstation::DeliveryPanel</name>
    <message>
        <source>The confirmation names each document that was sent to the bank, when it was sent, and when the bank&apos;s data centre received it. The bank&apos;s receipts are attached.</source>
        <translation>The confirmation names each document that was sent to the bank, when it was sent, and when the bank&apos;s data centre received it. The bank&apos;s receipts are attached.</translation>
    </message>
    <message>
        <source>PIN of your token</source>
        <translation>PIN of your token</translation>
    </message>
</context>
<context>
    <name>tirkeu::workstation::DemoRibbon</name>
    <message>
        <source>Demo: simulated devices, demo keys, invented people.</source>
        <translation>Demo: simulated devices, demo keys, invented people.</translation>
    </message>
    <message>
        <source>Demo</source>
        <translation>Demo</translation>
    </message>
    <message>
        <source>Token in the reader: %1</source>
        <translation>Token in the reader: %1</translation>
    </message>
    <message>
        <source>Client at the counter</source>
        <translation>Client at the counter</translation>
    </message>
    <message>
        <source>Client signs the paper</source>
        <translation>Client signs the paper</translation>
    </message>
    <message>
        <source>The client&apos;s telephone: code %1</source>
        <translation>The client&apos;s telephone: code %1</translation>
    </message>
    <message>
        <source>The client&apos;s telephone: a message has come</source>
        <translation>The client&apos;s telephone: a message has come</translation>
    </message>
</context>
<context>
    <name>tirkeu::workstation::DevicesPage</name>
    <message>
        <source>The device is being opened.</source>
        <translation>The device is being opened.</translation>
    </message>
    <message>
        <source>A hand is seen.</source>
        <translation>A hand is seen.</translation>
    </message>
    <message>
        <source>This is what the device sees. Nothing is kept.</source>
        <translation>This is what the device sees. Nothing is kept.</translation>
    </message>
    <message>
        <source>The device may be used in this port until the program ends.</source>
        <translation>The device may be used in this port until the program ends.</translation>
    </message>
    <message>
        <source>Devices</source>
        <translation>Devices</translation>
    </message>
    <message>
        <source>Live picture</source>
        <translation>Live picture</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Stop</translation>
    </message>
    <message>
        <source>Hold a hand above the device and look: is it your hand that the picture shows? Then you may permit this port.</source>
        <translation>Hold a hand above the device and look: is it your hand that the picture shows? Then you may permit this port.</translation>
    </message>
    <message>
        <source>A supervisor can permit this port after signing in here and looking at the picture.</source>
        <translation>A supervisor can permit this port after signing in here and looking at the picture.</translation>
    </message>
    <message>
        <source>Supervisor&apos;s PIN</source>
        <translation>Supervisor&apos;s PIN</translation>
    </message>
    <message>
        <source>Permit this port</source>
        <translation>Permit this port</translation>
    </message>
    <message>
        <source>The bank&apos;s criteria register no device for this workstation.</source>
        <translation>The bank&apos;s criteria register no device for this workstation.</translation>
    </message>
    <message>
        <source>Palm scanner</source>
        <translation>Palm scanner</translation>
    </message>
    <message>
        <source>Camera for the face</source>
        <translation>Camera for the face</translation>
    </message>
    <message>
        <source>Camera for documents</source>
        <translation>Camera for documents</translation>
    </message>
    <message>
        <source>Microphone</source>
        <translation>Microphone</translation>
    </message>
    <message>
        <source>As this computer has it</source>
        <translation>As this computer has it</translation>
    </message>
    <message>
        <source>This is how loud the microphone hears. Nothing is kept.</source>
        <translation>This is how loud the microphone hears. Nothing is kept.</translation>
    </message>
    <message>
        <source>Registered and connected</source>
        <translation>Registered and connected</translation>
    </message>
    <message>
        <source>Being looked for</source>
        <translation>Being looked for</translation>
    </message>
    <message>
        <source>In another port</source>
        <translation>In another port</translation>
    </message>
    <message>
        <source>Not connected</source>
        <translation>Not connected</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>Refused</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>Check</translation>
    </message>
    <message>
        <source>Check: %1</source>
        <translation>Check: %1</translation>
    </message>
    <message>
        <source>Look at the window: %1</source>
        <translation>Look at the window: %1</translation>
    </message>
    <message>
        <source>Look at the lens: %1</source>
        <translation>Look at the lens: %1</translation>
    </message>
</context>
<context>
    <name>tirkeu::workstation::DocumentsPanel</name>
    <message>
        <source>Printed: %1</source>
        <translation>Printed: %1</translation>
    </message>
    <message>
        <source>The originals lie in the folder: %1</source>
        <translation>The originals lie in the folder: %1</translation>
    </message>
    <message>
        <source>Documents</source>
        <translation>Documents</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Open</translation>
    </message>
    <message>
        <source>Print</source>
        <translation>Print</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Export</translation>
    </message>
    <message>
        <source>Export all</source>
        <translation>Export all</translation>
    </message>
    <message>
        <source>Who gets them</source>
        <translation>Who gets them</translation>
    </message>
    <message>
        <source>The client</source>
        <translation>The client</translation>
    </message>
    <message>
        <source>A court</source>
        <translation>A court</translation>
    </message>
    <message>
        <source>A state body</source>
        <translation>A state body</translation>
    </message>
    <message>
        <source>An auditor</source>
        <translation>An auditor</translation>
    </message>
    <message>
        <source>Confirm delivery</source>
        <translation>Confirm delivery</translation>
    </message>
</context>
<context>
    <name>tirkeu::workstation::EmptyListPage</name>
    <message>
        <source>Home</source>
        <translation>Home</translation>
    </message>
    <message>
        <source>Clients are not served at this workplace</source>
        <translation>Clients are not served at this workplace</translation>
    </message>
    <message>
        <source>It has not been set up for that. Until it is, a client is served the way your branch&apos;s instructions describe; ask branch IT when it will be.</source>
        <translation>It has not been set up for that. Until it is, a client is served the way your branch&apos;s instructions describe; ask branch IT when it will be.</translation>
    </message>
    <message>
        <source>No draft is waiting</source>
        <translation>No draft is waiting</translation>
    </message>
    <message>
        <source>When a case is interrupted, by a lock, a power cut or the client leaving, it waits here until its deadline. Nothing that was recorded is lost.</source>
        <translation>When a case is interrupted, by a lock, a power cut or the client leaving, it waits here until its deadline. Nothing that was recorded is lost.</translation>
    </message>
    <message>
        <source>Nothing waits to be finished</source>
        <translation>Nothing waits to be finished</translation>
    </message>
    <message>
        <source>Cases taken while there was no connection stand here until the bank has answered.</source>
        <translation>Cases taken while there was no connection stand here until the bank has answered.</translation>
    </message>
    <message>
        <source>The outbox is empty</source>
        <translation>The outbox is empty</translation>
    </message>
    <message>
        <source>Each signed case appears here with its way to the bank, and stays until the bank&apos;s receipt is verified. This workplace has no line to the bank yet.</source>
        <translation>Each signed case appears here with its way to the bank, and stays until the bank&apos;s receipt is verified. This workplace has no line to the bank yet.</translation>
    </message>
    <message>
        <source>The program drives no devices here</source>
        <translation>The program drives no devices here</translation>
    </message>
    <message>
        <source>Scanners and cameras are registered in the bank&apos;s criteria, signed by two security officers. Branch IT lists and checks them with the command: tirkeuctl device</source>
        <translation>Scanners and cameras are registered in the bank&apos;s criteria, signed by two security officers. Branch IT lists and checks them with the command: tirkeuctl device</translation>
    </message>
</context>
<context>
    <name>tirkeu::workstation::EnrolmentPage</name>
    <message>
        <source>The client wants to stop. Ask what they would like.</source>
        <translation>The client wants to stop. Ask what they would like.</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Go on</translation>
    </message>
    <message>
        <source>The client asks for help.</source>
        <translation>The client asks for help.</translation>
    </message>
    <message>
        <source>The client would rather have a video session.</source>
        <translation>The client would rather have a video session.</translation>
    </message>
    <message>
        <source>End here</source>
        <translation>End here</translation>
    </message>
    <message>
        <source>A supervisor is called: the case stands first on their list. When they are here, press F8 again. The client&apos;s screen says nothing of it.</source>
        <translation>A supervisor is called: the case stands first on their list. When they are here, press F8 again. The client&apos;s screen says nothing of it.</translation>
    </message>
    <message>
        <source>Back, nothing changes</source>
        <translation>Back, nothing changes</translation>
    </message>
</context>
<context>
    <name>tirkeu::workstation::FindClientPage</name>
    <message>
        <source>Find client</source>
        <translation>Find client</translation>
    </message>
    <message>
        <source>IIN, 12 digits</source>
        <translation>IIN, 12 digits</translation>
    </message>
    <message>
        <source>Find</source>
        <translation>Find</translation>
    </message>
    <message>
        <source>Only digits belong here.</source>
        <translation>Only digits belong here.</translation>
    </message>
    <message>
        <source>Or the number of a document, or a phone</source>
        <translation>Or the number of a document, or a phone</translation>
    </message>
    <message>
        <source>Clients that were found</source>
        <translation>Clients that were found</translation>
    </message>
    <message>
        <source>Nothing is kept on this workstation.</source>
        <translation>Nothing is kept on this workstation.</translation>
    </message>
    <message>
        <source>Nobody is known by this here.</source>
        <translation>Nobody is known by this here.</translation>
    </message>
    <message>
        <source>Enrol as a new client</source>
        <translation>Enrol as a new client</translation>
    </message>
    <message>
        <source>Open the card</source>
        <translation>Open the card</translation>
    </message>
</context>
<context>
    <name>tirkeu::workstation::GuestStep</name>
    <message>
        <source>A supervisor&apos;s answer</source>
        <translation>A supervisor&apos;s answer</translation>
    </message>
    <message>
        <source>Which palm cannot be scanned?</source>
        <translation>Which palm cannot be scanned?</translation>
    </message>
    <message>
        <source>Insert the other token</source>
        <translation>Insert the other token</translation>
    </message>
    <message>
        <source>Confirm</source>
        <translation>Confirm</translation>
    </message>
    <message>
        <source>The supervisor answers here, in their own words, and confirms with their own token.</source>
        <translation>The supervisor answers here, in their own words, and confirms with their own token.</translation>
    </message>
    <message>
        <source>A second member of staff looks as well and confirms with their own token. No diagnosis is asked for or written down.</source>
        <translation>A second member of staff looks as well and confirms with their own token. No diagnosis is asked for or written down.</translation>
    </message>
    <message>
        <source>Take your token out of the reader; the other person inserts theirs.</source>
        <translation>Take your token out of the reader; the other person inserts theirs.</translation>
    </message>
    <message>
        <source>The other person types their own PIN.</source>
        <translation>The other person types their own PIN.</translation>
    </message>
    <message>
        <source>It is being confirmed.</source>
        <translation>It is being confirmed.</translation>
    </message>
    <message>
        <source>Put your own token back into the reader.</source>
        <translation>Put your own token back into the reader.</translation>
    </message>
    <message>
        <source>This palm cannot be scanned</source>
        <translation>This palm cannot be scanned</translation>
    </message>
    <message>
        <source>Until: day, month, year; empty: for good</source>
        <translation>Until: day, month, year; empty: for good</translation>
    </message>
    <message>
        <source>PIN of the other person</source>
        <translation>PIN of the other person</translation>
    </message>
    <message>
        <source>Back without it</source>
        <translation>Back without it</translation>
    </message>
    <message>
        <source>May this client be given new attempts?</source>
        <translation>May this client be given new attempts?</translation>
    </message>
    <message>
        <source>The supervisor says why, and confirms with their own token. It counts for the client&apos;s next case alone and stands in it.</source>
        <translation>The supervisor says why, and confirms with their own token. It counts for the client&apos;s next case alone and stands in it.</translation>
    </message>
    <message>
        <source>Why new attempts are given</source>
        <translation>Why new attempts are given</translation>
    </message>
</context>
<context>
    <name>tirkeu::workstation::GuidePage</name>
    <message>
        <source>Saved: %1</source>
        <translation>Saved: %1</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>Save as PDF</source>
        <translation>Save as PDF</translation>
    </message>
</context>
<context>
    <name>tirkeu::workstation::HandOverStep</name>
    <message>
        <source>To whom does the case go?</source>
        <translation>To whom does the case go?</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>Hand over</source>
        <translation>Hand over</translation>
    </message>
    <message>
        <source>Supervisor</source>
        <translation>Supervisor</translation>
    </message>
    <message>
        <source>Teller</source>
        <translation>Teller</translation>
    </message>
    <message>
        <source>Back without it</source>
        <translation>Back without it</translation>
    </message>
    <message>
        <source>Nobody else serves in this branch. Pause the case: it waits among your drafts.</source>
        <translation>Nobody else serves in this branch. Pause the case: it waits among your drafts.</translation>
    </message>
    <message>
        <source>It waits among their drafts, with everything that was recorded. Spent attempts stay spent.</source>
        <translation>It waits among their drafts, with everything that was recorded. Spent attempts stay spent.</translation>
    </message>
</context>
<context>
    <name>tirkeu::workstation::Header</name>
    <message>
        <source>Connected</source>
        <translation>Connected</translation>
    </message>
    <message>
        <source>Offline, since: %1</source>
        <translation>Offline, since: %1</translation>
    </message>
    <message>
        <source>Offline</source>
        <translation>Offline</translation>
    </message>
    <message>
        <source>Outbox: %1</source>
        <translation>Outbox: %1</translation>
    </message>
    <message>
        <source>Cases that still have to reach the bank</source>
        <translation>Cases that still have to reach the bank</translation>
    </message>
    <message>
        <source>Lock  F12</source>
        <translation>Lock  F12</translation>
    </message>
    <message>
        <source>Lock the screen</source>
        <translation>Lock the screen</translation>
    </message>
    <message>
        <source>Certificate, days left: %1</source>
        <translation>Certificate, days left: %1</translation>
    </message>
    <message>
        <source>Your certificate ends on: %1</source>
        <translation>Your certificate ends on: %1</translation>
    </message>
    <message>
        <source>Factory PIN</source>
        <translation>Factory PIN</translation>
    </message>
    <message>
        <source>Anybody can read this PIN in a manual. Have it changed with branch IT.</source>
        <translation>Anybody can read this PIN in a manual. Have it changed with branch IT.</translation>
    </message>
    <message>
        <source>Your EDS for documents ends on: %1</source>
        <translation>Your EDS for documents ends on: %1</translation>
    </message>
    <message>
        <source>Nobody could be asked whether they were revoked.</source>
        <translation>Nobody could be asked whether they were revoked.</translation>
    </message>
    <message>
        <source>Cannot sign documents</source>
        <translation>Cannot sign documents</translation>
    </message>
    <message>
        <source>EDS, days left: %1</source>
        <translation>EDS, days left: %1</translation>
    </message>
    <message>
        <source>Get the new one today.</source>
        <translation>Get the new one today.</translation>
    </message>
    <message>
        <source>Get the new one this week.</source>
        <translation>Get the new one this week.</translation>
    </message>
    <message>
        <source>Order a new one.</source>
        <translation>Order a new one.</translation>
    </message>
</context>
<context>
    <name>tirkeu::workstation::HomePage</name>
    <message>
        <source>What would you like to do?</source>
        <translation>What would you like to do?</translation>
    </message>
    <message>
        <source>Identity, consents, palm, signature: from the first question to the slip in the client&apos;s hand.</source>
        <translation>Identity, consents, palm, signature: from the first question to the slip in the client&apos;s hand.</translation>
    </message>
    <message>
        <source>Cases that were interrupted. No draft is waiting.</source>
        <translation>Cases that were interrupted. No draft is waiting.</translation>
    </message>
    <message>
        <source>Palm scanner and camera of this workplace.</source>
        <translation>Palm scanner and camera of this workplace.</translation>
    </message>
    <message>
        <source>What is on its way to the bank. The outbox is empty.</source>
        <translation>What is on its way to the bank. The outbox is empty.</translation>
    </message>
    <message>
        <source>Cases that were interrupted. Waiting: %1</source>
        <translation>Cases that were interrupted. Waiting: %1</translation>
    </message>
    <message>
        <source>Cases to be signed, or waiting for the bank&apos;s answer. Nothing is waiting.</source>
        <translation>Cases to be signed, or waiting for the bank&apos;s answer. Nothing is waiting.</translation>
    </message>
    <message>
        <source>Cases to be signed, or waiting for the bank&apos;s answer. Waiting: %1</source>
        <translation>Cases to be signed, or waiting for the bank&apos;s answer. Waiting: %1</translation>
    </message>
    <message>
        <source>Ten guided cases with invented clients.</source>
        <translation>Ten guided cases with invented clients.</translation>
    </message>
    <message>
        <source>What is on its way to the bank. Waiting: %1</source>
        <translation>What is on its way to the bank. Waiting: %1</translation>
    </message>
    <message>
        <source>To the questions</source>
        <translation>To the questions</translation>
    </message>
    <message>
        <source>Questions that wait for your answer: %1</source>
        <translation>Questions that wait for your answer: %1</translation>
    </message>
    <message>
        <source>By IIN, document or phone, on this workstation.</source>
        <translation>By IIN, document or phone, on this workstation.</translation>
    </message>
</context>
<context>
    <name>tirkeu::workstation::JournalPage</name>
    <message>
        <source>All events</source>
        <translation>All events</translation>
    </message>
    <message>
        <source>Everybody</source>
        <translation>Everybody</translation>
    </message>
    <message>
        <source>One day</source>
        <translation>One day</translation>
    </message>
    <message>
        <source>7 days</source>
        <translation>7 days</translation>
    </message>
    <message>
        <source>30 days</source>
        <translation>30 days</translation>
    </message>
    <message>
        <source>All time</source>
        <translation>All time</translation>
    </message>
    <message>
        <source>Nothing that fits was found. Choose a longer time or fewer filters.</source>
        <translation>Nothing that fits was found. Choose a longer time or fewer filters.</translation>
    </message>
    <message>
        <source>Case: %1</source>
        <translation>Case: %1</translation>
    </message>
    <message>
        <source>Check again</source>
        <translation>Check again</translation>
    </message>
    <message>
        <source>The journal&apos;s chain is being checked.</source>
        <translation>The journal&apos;s chain is being checked.</translation>
    </message>
    <message>
        <source>The journal&apos;s chain is broken. First entry that does not fit: %1. Change nothing and tell the security service.</source>
        <translation>The journal&apos;s chain is broken. First entry that does not fit: %1. Change nothing and tell the security service.</translation>
    </message>
    <message>
        <source>The check was stopped before its end. Entries found whole until then: %1. Whether the others are is not known: check again.</source>
        <translation>The check was stopped before its end. Entries found whole until then: %1. Whether the others are is not known: check again.</translation>
    </message>
    <message>
        <source>The journal was put back to an earlier state: somebody outside has seen entries that are missing or different here. Tell the security service.</source>
        <translation>The journal was put back to an earlier state: somebody outside has seen entries that are missing or different here. Tell the security service.</translation>
    </message>
    <message>
        <source>The chain is whole: %1 entries. Not everything that happened while nobody was signed in has been kept; the journal says so.</source>
        <translation>The chain is whole: %1 entries. Not everything that happened while nobody was signed in has been kept; the journal says so.</translation>
    </message>
    <message>
        <source>The chain is whole: %1 entries.</source>
        <translation>The chain is whole: %1 entries.</translation>
    </message>
    <message>
        <source>This workstation has no TPM: the journal put back as a whole is found only at the next contact with the bank.</source>
        <translation>This workstation has no TPM: the journal put back as a whole is found only at the next contact with the bank.</translation>
    </message>
    <message>
        <source>The journal is being written.</source>
        <translation>The journal is being written.</translation>
    </message>
    <message>
        <source>Written and signed: %1</source>
        <translation>Written and signed: %1</translation>
    </message>
    <message>
        <source>Journal</source>
        <translation>Journal</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Show</translation>
    </message>
    <message>
        <source>Older</source>
        <translation>Older</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Export</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Time</translation>
    </message>
    <message>
        <source>What</source>
        <translation>What</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>Who</translation>
    </message>
    <message>
        <source>Case</source>
        <translation>Case</translation>
    </message>
</context>
<context>
    <name>tirkeu::workstation::KeysPage</name>
    <message>
        <source>Keys</source>
        <translation>Keys</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>The main button of the page, always at the bottom right</source>
        <translation>The main button of the page, always at the bottom right</translation>
    </message>
    <message>
        <source>To the next field or button, and back</source>
        <translation>To the next field or button, and back</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>Space</translation>
    </message>
    <message>
        <source>Presses the button that has the focus</source>
        <translation>Presses the button that has the focus</translation>
    </message>
    <message>
        <source>Back to the page before</source>
        <translation>Back to the page before</translation>
    </message>
    <message>
        <source>This sheet</source>
        <translation>This sheet</translation>
    </message>
    <message>
        <source>Find client</source>
        <translation>Find client</translation>
    </message>
    <message>
        <source>New client</source>
        <translation>New client</translation>
    </message>
    <message>
        <source>Locks the screen</source>
        <translation>Locks the screen</translation>
    </message>
    <message>
        <source>Through the sections at the left edge</source>
        <translation>Through the sections at the left edge</translation>
    </message>
    <message>
        <source>Through a page that is longer than the screen</source>
        <translation>Through a page that is longer than the screen</translation>
    </message>
    <message>
        <source>Verify a document</source>
        <translation>Verify a document</translation>
    </message>
    <message>
        <source>Large answers to what clients ask</source>
        <translation>Large answers to what clients ask</translation>
    </message>
    <message>
        <source>Reads out once more what is to be said</source>
        <translation>Reads out once more what is to be said</translation>
    </message>
    <message>
        <source>The case pauses and waits under Drafts</source>
        <translation>The case pauses and waits under Drafts</translation>
    </message>
    <message>
        <source>Hand the case over to a colleague</source>
        <translation>Hand the case over to a colleague</translation>
    </message>
    <message>
        <source>Calls a supervisor; once they are here, takes their answer</source>
        <translation>Calls a supervisor; once they are here, takes their answer</translation>
    </message>
    <message>
        <source>Breaks the case off, after asking why</source>
        <translation>Breaks the case off, after asking why</translation>
    </message>
</context>
<context>
    <name>tirkeu::workstation::KnownBar</name>
    <message>
        <source>Open the client&apos;s card</source>
        <translation>Open the client&apos;s card</translation>
    </message>
    <message>
        <source>Take over the data</source>
        <translation>Take over the data</translation>
    </message>
    <message>
        <source>This client is known here: %1</source>
        <translation>This client is known here: %1</translation>
    </message>
    <message>
        <source>A supervisor has given this client new attempts for the next case.</source>
        <translation>A supervisor has given this client new attempts for the next case.</translation>
    </message>
    <message>
        <source>A supervisor gives new attempts</source>
        <translation>A supervisor gives new attempts</translation>
    </message>
    <message>
        <source>The attempts are spent: %1. There are new ones from %2; a supervisor may give some earlier.</source>
        <translation>The attempts are spent: %1. There are new ones from %2; a supervisor may give some earlier.</translation>
    </message>
    <message>
        <source>The bank&apos;s system knows this client, number %1. Compare the data with the document.</source>
        <translation>The bank&apos;s system knows this client, number %1. Compare the data with the document.</translation>
    </message>
    <message>
        <source>Put it on the supervisors&apos; list</source>
        <translation>Put it on the supervisors&apos; list</translation>
    </message>
    <message>
        <source>The attempts are spent: %1. New ones are asked for: it stands on every supervisor&apos;s list. Once one has answered, begin the client anew here.</source>
        <translation>The attempts are spent: %1. New ones are asked for: it stands on every supervisor&apos;s list. Once one has answered, begin the client anew here.</translation>
    </message>
</context>
<context>
    <name>tirkeu::workstation::LostScreenStep</name>
    <message>
        <source>The client&apos;s screen is off</source>
        <translation>The client&apos;s screen is off</translation>
    </message>
    <message>
        <source>Go on without it</source>
        <translation>Go on without it</translation>
    </message>
    <message>
        <source>The case is paused. Plug the screen in again: it goes on by itself. Or go on with paper and by voice. What was confirmed is kept; answers not confirmed yet are asked again.</source>
        <translation>The case is paused. Plug the screen in again: it goes on by itself. Or go on with paper and by voice. What was confirmed is kept; answers not confirmed yet are asked again.</translation>
    </message>
</context>
<context>
    <name>tirkeu::workstation::MainWindow</name>
    <message>
        <source>The start-up checks found something that branch IT should see.</source>
        <translation>The start-up checks found something that branch IT should see.</translation>
    </message>
</context>
<context>
    <name>tirkeu::workstation::NoticeBoard</name>
    <message>
        <source>Try again</source>
        <translation>Try again</translation>
    </message>
    <message>
        <source>Seen</source>
        <translation>Seen</translation>
    </message>
</context>
<context>
    <name>tirkeu::workstation::OutboxPage</name>
    <message>
        <source>withdrawal, goes first</source>
        <translation>withdrawal, goes first</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 of %2</translation>
    </message>
    <message>
        <source>Tries: %1. Next: %2. %3</source>
        <translation>Tries: %1. Next: %2. %3</translation>
    </message>
    <message>
        <source>Nothing of it is lost. When the reason is put right, send it again: a new package is made.</source>
        <translation>Nothing of it is lost. When the reason is put right, send it again: a new package is made.</translation>
    </message>
    <message>
        <source>Try now</source>
        <translation>Try now</translation>
    </message>
    <message>
        <source>It is sent as soon as the bank can be reached.</source>
        <translation>It is sent as soon as the bank can be reached.</translation>
    </message>
    <message>
        <source>The sealed packages lie in: %1. Only the bank can open them.</source>
        <translation>The sealed packages lie in: %1. Only the bank can open them.</translation>
    </message>
    <message>
        <source>Home</source>
        <translation>Home</translation>
    </message>
    <message>
        <source>Send again</source>
        <translation>Send again</translation>
    </message>
    <message>
        <source>Export to a file</source>
        <translation>Export to a file</translation>
    </message>
    <message>
        <source>The outbox is empty</source>
        <translation>The outbox is empty</translation>
    </message>
    <message>
        <source>Each signed case appears here with its way to the bank, and stays until the bank&apos;s receipt has been verified.</source>
        <translation>Each signed case appears here with its way to the bank, and stays until the bank&apos;s receipt has been verified.</translation>
    </message>
</context>
<context>
    <name>tirkeu::workstation::OutlookCard</name>
    <message>
        <source>Keep until: %1</source>
        <translation>Keep until: %1</translation>
    </message>
    <message>
        <source>The term begins when the relation with the bank ends.</source>
        <translation>The term begins when the relation with the bank ends.</translation>
    </message>
    <message>
        <source>Withdraw</source>
        <translation>Withdraw</translation>
    </message>
    <message>
        <source>What stops now</source>
        <translation>What stops now</translation>
    </message>
    <message>
        <source>What is kept, until when and why</source>
        <translation>What is kept, until when and why</translation>
    </message>
    <message>
        <source>To whom it was passed</source>
        <translation>To whom it was passed</translation>
    </message>
    <message>
        <source>To nobody.</source>
        <translation>To nobody.</translation>
    </message>
</context>
<context>
    <name>tirkeu::workstation::PalmStep</name>
    <message>
        <source>Right palm</source>
        <translation>Right palm</translation>
    </message>
    <message>
        <source>Left palm</source>
        <translation>Left palm</translation>
    </message>
    <message>
        <source>Scanning</source>
        <translation>Scanning</translation>
    </message>
    <message>
        <source>Stopping</source>
        <translation>Stopping</translation>
    </message>
    <message>
        <source>Begin</source>
        <translation>Begin</translation>
    </message>
    <message>
        <source>Once more</source>
        <translation>Once more</translation>
    </message>
    <message>
        <source>The client sits in front of the scanner, sleeves and rings off.</source>
        <translation>The client sits in front of the scanner, sleeves and rings off.</translation>
    </message>
    <message>
        <source>The scanner waits for the palm.</source>
        <translation>The scanner waits for the palm.</translation>
    </message>
    <message>
        <source>The palm is being taken.</source>
        <translation>The palm is being taken.</translation>
    </message>
    <message>
        <source>The scanner comes to its end.</source>
        <translation>The scanner comes to its end.</translation>
    </message>
    <message>
        <source>This attempt was not successful.</source>
        <translation>This attempt was not successful.</translation>
    </message>
    <message>
        <source>No palm came. No attempt is spent.</source>
        <translation>No palm came. No attempt is spent.</translation>
    </message>
    <message>
        <source>The scan was stopped.</source>
        <translation>The scan was stopped.</translation>
    </message>
    <message>
        <source>Samples: %1 of %2</source>
        <translation>Samples: %1 of %2</translation>
    </message>
    <message>
        <source>Stop the scan</source>
        <translation>Stop the scan</translation>
    </message>
    <message>
        <source>Attempts spent: %1 of %2</source>
        <translation>Attempts spent: %1 of %2</translation>
    </message>
    <message>
        <source>A palm cannot be scanned</source>
        <translation>A palm cannot be scanned</translation>
    </message>
</context>
<context>
    <name>tirkeu::workstation::PaperConfirmation</name>
    <message>
        <source>Signed paper</source>
        <translation>Signed paper</translation>
    </message>
    <message>
        <source>The signed paper is here: %1</source>
        <translation>The signed paper is here: %1</translation>
    </message>
    <message>
        <source>The sheet is printed: %1. The client marks and signs it; put it on the scanner. It is awaited in the folder: %2</source>
        <translation>The sheet is printed: %1. The client marks and signs it; put it on the scanner. It is awaited in the folder: %2</translation>
    </message>
    <message>
        <source>The client signs the paper; put it on the scanner. It is awaited in the folder: %1</source>
        <translation>The client signs the paper; put it on the scanner. It is awaited in the folder: %1</translation>
    </message>
    <message>
        <source>Print the sheet</source>
        <translation>Print the sheet</translation>
    </message>
</context>
<context>
    <name>tirkeu::workstation::PinPage</name>
    <message>
        <source>Your sign-in certificate</source>
        <translation>Your sign-in certificate</translation>
    </message>
    <message>
        <source>Your EDS certificate for documents</source>
        <translation>Your EDS certificate for documents</translation>
    </message>
    <message>
        <source>Sign-in token</source>
        <translation>Sign-in token</translation>
    </message>
    <message>
        <source>EDS token</source>
        <translation>EDS token</translation>
    </message>
    <message>
        <source>Keyboard: %1</source>
        <translation>Keyboard: %1</translation>
    </message>
    <message>
        <source>Caps Lock is on</source>
        <translation>Caps Lock is on</translation>
    </message>
    <message>
        <source>That letter cannot be part of a PIN: switch the keyboard to Latin letters</source>
        <translation>That letter cannot be part of a PIN: switch the keyboard to Latin letters</translation>
    </message>
    <message>
        <source>Token found: %1</source>
        <translation>Token found: %1</translation>
    </message>
    <message>
        <source>Both PINs are typed on the reader&apos;s own keys, once you have pressed Change.</source>
        <translation>Both PINs are typed on the reader&apos;s own keys, once you have pressed Change.</translation>
    </message>
    <message>
        <source>PIN of the token</source>
        <translation>PIN of the token</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Change</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>PIN as it is now</source>
        <translation>PIN as it is now</translation>
    </message>
    <message>
        <source>New PIN</source>
        <translation>New PIN</translation>
    </message>
    <message>
        <source>New PIN once more</source>
        <translation>New PIN once more</translation>
    </message>
    <message>
        <source>The PIN is changed. From now on the new one counts.</source>
        <translation>The PIN is changed. From now on the new one counts.</translation>
    </message>
</context>
<context>
    <name>tirkeu::workstation::PinPrompt</name>
    <message>
        <source>Insert your second token, the one with your EDS certificate.</source>
        <translation>Insert your second token, the one with your EDS certificate.</translation>
    </message>
    <message>
        <source>Documents are signed with your second token and its PIN: %1</source>
        <translation>Documents are signed with your second token and its PIN: %1</translation>
    </message>
    <message>
        <source>This PIN is the issuer&apos;s. Change it in the settings before you sign documents with it.</source>
        <translation>This PIN is the issuer&apos;s. Change it in the settings before you sign documents with it.</translation>
    </message>
    <message>
        <source>Insert your token.</source>
        <translation>Insert your token.</translation>
    </message>
    <message>
        <source>The PIN of this token is locked. Branch IT can unlock it with the token&apos;s administrator code.</source>
        <translation>The PIN of this token is locked. Branch IT can unlock it with the token&apos;s administrator code.</translation>
    </message>
    <message>
        <source>This is the last try. A wrong PIN locks the token.</source>
        <translation>This is the last try. A wrong PIN locks the token.</translation>
    </message>
    <message>
        <source>Tries left: %1</source>
        <translation>Tries left: %1</translation>
    </message>
    <message>
        <source>A wrong PIN was typed lately; few tries are left.</source>
        <translation>A wrong PIN was typed lately; few tries are left.</translation>
    </message>
    <message>
        <source>This PIN is the issuer&apos;s. Change it before you work with it.</source>
        <translation>This PIN is the issuer&apos;s. Change it before you work with it.</translation>
    </message>
    <message>
        <source>Anybody can read this PIN in a manual. Have it changed with branch IT.</source>
        <translation>Anybody can read this PIN in a manual. Have it changed with branch IT.</translation>
    </message>
    <message>
        <source>Type the PIN on the reader&apos;s own keys. Seconds left: %1</source>
        <translation>Type the PIN on the reader&apos;s own keys. Seconds left: %1</translation>
    </message>
    <message>
        <source>Checking…</source>
        <translation>Checking…</translation>
    </message>
    <message>
        <source>Cancelled. If the reader still waits, press its red key.</source>
        <translation>Cancelled. If the reader still waits, press its red key.</translation>
    </message>
    <message>
        <source>Type the PIN on the reader&apos;s own keys.</source>
        <translation>Type the PIN on the reader&apos;s own keys.</translation>
    </message>
    <message>
        <source>Keyboard: %1</source>
        <translation>Keyboard: %1</translation>
    </message>
    <message>
        <source>This system does not tell the keyboard&apos;s language</source>
        <translation>This system does not tell the keyboard&apos;s language</translation>
    </message>
    <message>
        <source>Caps Lock is on</source>
        <translation>Caps Lock is on</translation>
    </message>
    <message>
        <source>That letter cannot be part of a PIN: switch the keyboard to Latin letters</source>
        <translation>That letter cannot be part of a PIN: switch the keyboard to Latin letters</translation>
    </message>
    <message>
        <source>Yes, use the last try</source>
        <translation>Yes, use the last try</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancel</translation>
    </message>
</context>
<context>
    <name>tirkeu::workstation::QuestionPage</name>
    <message>
        <source>Answered. The case goes on at its teller&apos;s.</source>
        <translation>Answered. The case goes on at its teller&apos;s.</translation>
    </message>
    <message>
        <source>Confirm the answer</source>
        <translation>Confirm the answer</translation>
    </message>
    <message>
        <source>Home</source>
        <translation>Home</translation>
    </message>
    <message>
        <source>A question about a case</source>
        <translation>A question about a case</translation>
    </message>
    <message>
        <source>PIN of your token</source>
        <translation>PIN of your token</translation>
    </message>
    <message>
        <source>Answered. It counts for the client&apos;s next case alone; their teller finds it in the form.</source>
        <translation>Answered. It counts for the client&apos;s next case alone; their teller finds it in the form.</translation>
    </message>
    <message>
        <source>Answered: there are no new attempts.</source>
        <translation>Answered: there are no new attempts.</translation>
    </message>
    <message>
        <source>A question about a client</source>
        <translation>A question about a client</translation>
    </message>
</context>
<context>
    <name>tirkeu::workstation::RestorePage</name>
    <message>
        <source>Choose a file</source>
        <translation>Choose a file</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>All files (*)</translation>
    </message>
    <message>
        <source>Look in</source>
        <translation>Look in</translation>
    </message>
    <message>
        <source>File name</source>
        <translation>File name</translation>
    </message>
    <message>
        <source>File type</source>
        <translation>File type</translation>
    </message>
    <message>
        <source>Choose</source>
        <translation>Choose</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>The backup is tried, then put in the place of what is damaged.</source>
        <translation>The backup is tried, then put in the place of what is damaged.</translation>
    </message>
    <message>
        <source>Restore from a backup</source>
        <translation>Restore from a backup</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>Restore</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>Backup of the store</source>
        <translation>Backup of the store</translation>
    </message>
    <message>
        <source>Newest backup of the clients&apos; keys</source>
        <translation>Newest backup of the clients&apos; keys</translation>
    </message>
    <message>
        <source>Recovery key, kept by two persons</source>
        <translation>Recovery key, kept by two persons</translation>
    </message>
    <message>
        <source>A file with a password (*.p12), or a key with its certificate beside it</source>
        <translation>A file with a password (*.p12), or a key with its certificate beside it</translation>
    </message>
    <message>
        <source>Its certificate, where the key&apos;s file does not hold it</source>
        <translation>Its certificate, where the key&apos;s file does not hold it</translation>
    </message>
    <message>
        <source>Password of the key&apos;s file, where it has one</source>
        <translation>Password of the key&apos;s file, where it has one</translation>
    </message>
    <message>
        <source>Restored. Entries of the journal: %1.</source>
        <translation>Restored. Entries of the journal: %1.</translation>
    </message>
    <message>
        <source>What was damaged lies unchanged in: %1</source>
        <translation>What was damaged lies unchanged in: %1</translation>
    </message>
</context>
<context>
    <name>tirkeu::workstation::ResultView</name>
    <message>
        <source>The document is valid</source>
        <translation>The document is valid</translation>
    </message>
    <message>
        <source>The document is not valid</source>
        <translation>The document is not valid</translation>
    </message>
    <message>
        <source>This cannot be decided yet</source>
        <translation>This cannot be decided yet</translation>
    </message>
    <message>
        <source>It is as it was signed, and everything that confirms it is there.</source>
        <translation>It is as it was signed, and everything that confirms it is there.</translation>
    </message>
    <message>
        <source>Level: %1</source>
        <translation>Level: %1</translation>
    </message>
    <message>
        <source>Verdict for: %1</source>
        <translation>Verdict for: %1</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>Pictures</translation>
    </message>
    <message>
        <source>This picture cannot be shown</source>
        <translation>This picture cannot be shown</translation>
    </message>
    <message>
        <source>Attached as well: %1</source>
        <translation>Attached as well: %1</translation>
    </message>
    <message>
        <source>Archive time stamp</source>
        <translation>Archive time stamp</translation>
    </message>
    <message>
        <source>Signature: %1</source>
        <translation>Signature: %1</translation>
    </message>
    <message>
        <source>BIN %1</source>
        <translation>BIN %1</translation>
    </message>
    <message>
        <source>IIN %1</source>
        <translation>IIN %1</translation>
    </message>
    <message>
        <source>Existed by: %1</source>
        <translation>Existed by: %1</translation>
    </message>
    <message>
        <source>The file</source>
        <translation>The file</translation>
    </message>
</context>
<context>
    <name>tirkeu::workstation::RetentionPage</name>
    <message>
        <source>Keep until: %1</source>
        <translation>Keep until: %1</translation>
    </message>
    <message>
        <source>The relation goes on</source>
        <translation>The relation goes on</translation>
    </message>
    <message>
        <source>Destruction forbidden: %1</source>
        <translation>Destruction forbidden: %1</translation>
    </message>
    <message>
        <source>May be destroyed</source>
        <translation>May be destroyed</translation>
    </message>
    <message>
        <source>Clients: %1</source>
        <translation>Clients: %1</translation>
    </message>
    <message>
        <source>Proposed by: %1</source>
        <translation>Proposed by: %1</translation>
    </message>
    <message>
        <source>Approved by: %1</source>
        <translation>Approved by: %1</translation>
    </message>
    <message>
        <source>Waits for a second supervisor</source>
        <translation>Waits for a second supervisor</translation>
    </message>
    <message>
        <source>Not carried out yet</source>
        <translation>Not carried out yet</translation>
    </message>
    <message>
        <source>Carried out</source>
        <translation>Carried out</translation>
    </message>
    <message>
        <source>Last backup: %1.</source>
        <translation>Last backup: %1.</translation>
    </message>
    <message>
        <source>No backup has been made yet.</source>
        <translation>No backup has been made yet.</translation>
    </message>
    <message>
        <source>Make one now, on another disk where there is one.</source>
        <translation>Make one now, on another disk where there is one.</translation>
    </message>
    <message>
        <source>One is made every day, at sign-out.</source>
        <translation>One is made every day, at sign-out.</translation>
    </message>
    <message>
        <source>Being written.</source>
        <translation>Being written.</translation>
    </message>
    <message>
        <source>Destruction is forbidden now.</source>
        <translation>Destruction is forbidden now.</translation>
    </message>
    <message>
        <source>The hold is lifted.</source>
        <translation>The hold is lifted.</translation>
    </message>
    <message>
        <source>Proposed. Another supervisor approves it.</source>
        <translation>Proposed. Another supervisor approves it.</translation>
    </message>
    <message>
        <source>Approved. It can be carried out now.</source>
        <translation>Approved. It can be carried out now.</translation>
    </message>
    <message>
        <source>The data are being destroyed and a backup is made.</source>
        <translation>The data are being destroyed and a backup is made.</translation>
    </message>
    <message>
        <source>The backup is being made and read back.</source>
        <translation>The backup is being made and read back.</translation>
    </message>
    <message>
        <source>The backup is made and has been read back.</source>
        <translation>The backup is made and has been read back.</translation>
    </message>
    <message>
        <source>Keeping</source>
        <translation>Keeping</translation>
    </message>
    <message>
        <source>Refresh</source>
        <translation>Refresh</translation>
    </message>
    <message>
        <source>Clients whose keeping ends, or whose destruction is forbidden</source>
        <translation>Clients whose keeping ends, or whose destruction is forbidden</translation>
    </message>
    <message>
        <source>IIN of another client</source>
        <translation>IIN of another client</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>Acts of destruction</source>
        <translation>Acts of destruction</translation>
    </message>
    <message>
        <source>Folder for backups</source>
        <translation>Folder for backups</translation>
    </message>
    <message>
        <source>Forbid destruction</source>
        <translation>Forbid destruction</translation>
    </message>
    <message>
        <source>Allow again</source>
        <translation>Allow again</translation>
    </message>
    <message>
        <source>Propose destruction</source>
        <translation>Propose destruction</translation>
    </message>
    <message>
        <source>Approve</source>
        <translation>Approve</translation>
    </message>
    <message>
        <source>Carry out</source>
        <translation>Carry out</translation>
    </message>
    <message>
        <source>Make a backup</source>
        <translation>Make a backup</translation>
    </message>
    <message>
        <source>The act is signed</source>
        <translation>The act is signed</translation>
    </message>
    <message>
        <source>The act is not signed yet</source>
        <translation>The act is not signed yet</translation>
    </message>
    <message>
        <source>Destroyed; the backup of the keys is replaced. Choose the act and sign its document.</source>
        <translation>Destroyed; the backup of the keys is replaced. Choose the act and sign its document.</translation>
    </message>
    <message>
        <source>The document of the act is drawn and signed.</source>
        <translation>The document of the act is drawn and signed.</translation>
    </message>
    <message>
        <source>The act is signed and kept.</source>
        <translation>The act is signed and kept.</translation>
    </message>
    <message>
        <source>Save the signed act</source>
        <translation>Save the signed act</translation>
    </message>
    <message>
        <source>Documents (*.pdf)</source>
        <translation>Documents (*.pdf)</translation>
    </message>
    <message>
        <source>Look in</source>
        <translation>Look in</translation>
    </message>
    <message>
        <source>File name</source>
        <translation>File name</translation>
    </message>
    <message>
        <source>File type</source>
        <translation>File type</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Save</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>The signed act is saved.</source>
        <translation>The signed act is saved.</translation>
    </message>
    <message>
        <source>Sign the act</source>
        <translation>Sign the act</translation>
    </message>
    <message>
        <source>PIN of your token, to sign the act</source>
        <translation>PIN of your token, to sign the act</translation>
    </message>
</context>
<context>
    <name>tirkeu::workstation::ReviewStep</name>
    <message>
        <source>A supervisor decides</source>
        <translation>A supervisor decides</translation>
    </message>
    <message>
        <source>The palm could not be taken today</source>
        <translation>The palm could not be taken today</translation>
    </message>
    <message>
        <source>Service without biometrics</source>
        <translation>Service without biometrics</translation>
    </message>
    <message>
        <source>Look through before it is decided</source>
        <translation>Look through before it is decided</translation>
    </message>
    <message>
        <source>To the documents</source>
        <translation>To the documents</translation>
    </message>
    <message>
        <source>Client</source>
        <translation>Client</translation>
    </message>
    <message>
        <source>IIN</source>
        <translation>IIN</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Valid until</source>
        <translation>Valid until</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>Phone</translation>
    </message>
    <message>
        <source>none</source>
        <translation>none</translation>
    </message>
    <message>
        <source>Acts for</source>
        <translation>Acts for</translation>
    </message>
    <message>
        <source>Correct</source>
        <translation>Correct</translation>
    </message>
    <message>
        <source>Correct the client&apos;s data</source>
        <translation>Correct the client&apos;s data</translation>
    </message>
    <message>
        <source>Consents</source>
        <translation>Consents</translation>
    </message>
    <message>
        <source>not asked</source>
        <translation>not asked</translation>
    </message>
    <message>
        <source>Palms</source>
        <translation>Palms</translation>
    </message>
    <message>
        <source>It is nobody&apos;s fault: light, skin and the way a hand is held all matter. Do not try again today and do not guess at reasons. Choose with the client how to go on.</source>
        <translation>It is nobody&apos;s fault: light, skin and the way a hand is held all matter. Do not try again today and do not guess at reasons. Choose with the client how to go on.</translation>
    </message>
    <message>
        <source>Serve the client with the identity document</source>
        <translation>Serve the client with the identity document</translation>
    </message>
    <message>
        <source>Invite the client again after %1 h</source>
        <translation>Invite the client again after %1 h</translation>
    </message>
    <message>
        <source>Hand the client to the supervisor</source>
        <translation>Hand the client to the supervisor</translation>
    </message>
    <message>
        <source>The rules do not decide this case. A supervisor who did not have it answers; the case waits until then.</source>
        <translation>The rules do not decide this case. A supervisor who did not have it answers; the case waits until then.</translation>
    </message>
    <message>
        <source>Without the consent no biometrics are taken. The refusal is recorded, and the client is served.</source>
        <translation>Without the consent no biometrics are taken. The refusal is recorded, and the client is served.</translation>
    </message>
    <message>
        <source>The supervisor is here</source>
        <translation>The supervisor is here</translation>
    </message>
    <message>
        <source>The palm was not recognised today</source>
        <translation>The palm was not recognised today</translation>
    </message>
    <message>
        <source>A supervisor is called</source>
        <translation>A supervisor is called</translation>
    </message>
    <message>
        <source>Call the supervisor</source>
        <translation>Call the supervisor</translation>
    </message>
    <message>
        <source>The case waits until a supervisor has said what was arranged.</source>
        <translation>The case waits until a supervisor has said what was arranged.</translation>
    </message>
    <message>
        <source>Answer anew</source>
        <translation>Answer anew</translation>
    </message>
    <message>
        <source>Let the client answer the consents anew</source>
        <translation>Let the client answer the consents anew</translation>
    </message>
</context>
<context>
    <name>tirkeu::workstation::RulesPage</name>
    <message>
        <source>Read the security rules first</source>
        <translation>Read the security rules first</translation>
    </message>
    <message>
        <source>Until you have read and confirmed them, nothing else opens. Confirm by: %1</source>
        <translation>Until you have read and confirmed them, nothing else opens. Confirm by: %1</translation>
    </message>
    <message>
        <source>Security rules</source>
        <translation>Security rules</translation>
    </message>
    <message>
        <source>Confirm and sign in</source>
        <translation>Confirm and sign in</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>Sign out</translation>
    </message>
    <message>
        <source>I have read the rules and will keep them</source>
        <translation>I have read the rules and will keep them</translation>
    </message>
    <message>
        <source>Scroll to the end of the rules to confirm</source>
        <translation>Scroll to the end of the rules to confirm</translation>
    </message>
</context>
<context>
    <name>tirkeu::workstation::SayPanel</name>
    <message>
        <source>Say this</source>
        <translation>Say this</translation>
    </message>
</context>
<context>
    <name>tirkeu::workstation::SelfTestPage</name>
    <message>
        <source>Cryptographic library</source>
        <translation>Cryptographic library</translation>
    </message>
    <message>
        <source>Encrypted store</source>
        <translation>Encrypted store</translation>
    </message>
    <message>
        <source>Fonts with all Kazakh letters</source>
        <translation>Fonts with all Kazakh letters</translation>
    </message>
    <message>
        <source>The bank&apos;s criteria</source>
        <translation>The bank&apos;s criteria</translation>
    </message>
    <message>
        <source>Palm scanner and camera</source>
        <translation>Palm scanner and camera</translation>
    </message>
    <message>
        <source>Tokens of the staff</source>
        <translation>Tokens of the staff</translation>
    </message>
    <message>
        <source>News of the computer's sleep</source>
        <translation>News of the computer's sleep</translation>
    </message>
    <message>
        <source>Rights of the program</source>
        <translation>Rights of the program</translation>
    </message>
    <message>
        <source>Work cannot begin yet</source>
        <translation>Work cannot begin yet</translation>
    </message>
    <message>
        <source>Diagnostics</source>
        <translation>Diagnostics</translation>
    </message>
    <message>
        <source>Check again</source>
        <translation>Check again</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>Everything is as it should be.</source>
        <translation>Everything is as it should be.</translation>
    </message>
    <message>
        <source>Work can begin. Tell branch IT about what is marked.</source>
        <translation>Work can begin. Tell branch IT about what is marked.</translation>
    </message>
    <message>
        <source>Work must not begin until what is marked has been put right.</source>
        <translation>Work must not begin until what is marked has been put right.</translation>
    </message>
    <message>
        <source>Files of the program and its libraries</source>
        <translation>Files of the program and its libraries</translation>
    </message>
    <message>
        <source>Foreign code in the program</source>
        <translation>Foreign code in the program</translation>
    </message>
    <message>
        <source>Watching by another program</source>
        <translation>Watching by another program</translation>
    </message>
    <message>
        <source>Virtual environment</source>
        <translation>Virtual environment</translation>
    </message>
    <message>
        <source>Remote control</source>
        <translation>Remote control</translation>
    </message>
    <message>
        <source>Recording of screen and input</source>
        <translation>Recording of screen and input</translation>
    </message>
    <message>
        <source>Anti-virus or integrity monitor</source>
        <translation>Anti-virus or integrity monitor</translation>
    </message>
    <message>
        <source>Support mode</source>
        <translation>Support mode</translation>
    </message>
    <message>
        <source>End support mode</source>
        <translation>End support mode</translation>
    </message>
    <message>
        <source>Begin support mode</source>
        <translation>Begin support mode</translation>
    </message>
    <message>
        <source>A helper may see and steer this screen. No client&apos;s data is open, nothing can be captured, and the journal keeps when this began and ended.</source>
        <translation>A helper may see and steer this screen. No client&apos;s data is open, nothing can be captured, and the journal keeps when this began and ended.</translation>
    </message>
    <message>
        <source>The program is checking itself.</source>
        <translation>The program is checking itself.</translation>
    </message>
    <message>
        <source>Restore from a backup</source>
        <translation>Restore from a backup</translation>
    </message>
</context>
<context>
    <name>tirkeu::workstation::SettingsPage</name>
    <message>
        <source>Saved.</source>
        <translation>Saved.</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Settings</translation>
    </message>
    <message>
        <source>Language of this screen</source>
        <translation>Language of this screen</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>Colours</translation>
    </message>
    <message>
        <source>Size of text and buttons</source>
        <translation>Size of text and buttons</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Light</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dark</translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation>High contrast</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Save</translation>
    </message>
    <message>
        <source>Module file of the token&apos;s maker (PKCS#11); in force after the next start</source>
        <translation>Module file of the token&apos;s maker (PKCS#11); in force after the next start</translation>
    </message>
    <message>
        <source>Sign through NCALayer</source>
        <translation>Sign through NCALayer</translation>
    </message>
    <message>
        <source>Address of NCALayer, or of a program like it, on this computer</source>
        <translation>Address of NCALayer, or of a program like it, on this computer</translation>
    </message>
    <message>
        <source>Change the PIN</source>
        <translation>Change the PIN</translation>
    </message>
    <message>
        <source>Authorities for NCALayer</source>
        <translation>Authorities for NCALayer</translation>
    </message>
    <message>
        <source>Folder where the bank&apos;s own system puts its files; empty: none</source>
        <translation>Folder where the bank&apos;s own system puts its files; empty: none</translation>
    </message>
</context>
<context>
    <name>tirkeu::workstation::SignInPage</name>
    <message>
        <source>Sign in</source>
        <translation>Sign in</translation>
    </message>
    <message>
        <source>The screen is locked</source>
        <translation>The screen is locked</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>Unlock</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>Sign out</translation>
    </message>
    <message>
        <source>PIN of your token</source>
        <translation>PIN of your token</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Show</translation>
    </message>
    <message>
        <source>Token found: %1</source>
        <translation>Token found: %1</translation>
    </message>
    <message>
        <source>Sign in</source>
        <comment>title of the page</comment>
        <translation>Sign in</translation>
    </message>
    <message>
        <source>The work waits where it was left. Session of: %1</source>
        <translation>The work waits where it was left. Session of: %1</translation>
    </message>
    <message>
        <source>Change the PIN</source>
        <translation>Change the PIN</translation>
    </message>
</context>
<context>
    <name>tirkeu::workstation::SigningStep</name>
    <message>
        <source>Look through and sign</source>
        <translation>Look through and sign</translation>
    </message>
    <message>
        <source>Sign all</source>
        <translation>Sign all</translation>
    </message>
    <message>
        <source>PIN of your token</source>
        <translation>PIN of your token</translation>
    </message>
    <message>
        <source>Documents to sign: %1</source>
        <translation>Documents to sign: %1</translation>
    </message>
    <message>
        <source>The documents are being drawn.</source>
        <translation>The documents are being drawn.</translation>
    </message>
</context>
<context>
    <name>tirkeu::workstation::SlipStep</name>
    <message>
        <source>The slip for the client</source>
        <translation>The slip for the client</translation>
    </message>
    <message>
        <source>Next client</source>
        <translation>Next client</translation>
    </message>
    <message>
        <source>Print the slip</source>
        <translation>Print the slip</translation>
    </message>
    <message>
        <source>The slip is ready: %1</source>
        <translation>The slip is ready: %1</translation>
    </message>
    <message>
        <source>Everything is signed and kept.</source>
        <translation>Everything is signed and kept.</translation>
    </message>
    <message>
        <source>Everything is signed and kept. The result is awaited; the case is finished later under Home › To finish.</source>
        <translation>Everything is signed and kept. The result is awaited; the case is finished later under Home › To finish.</translation>
    </message>
</context>
<context>
    <name>tirkeu::workstation::StrokeConfirmation</name>
    <message>
        <source>Signature on the client&apos;s screen</source>
        <translation>Signature on the client&apos;s screen</translation>
    </message>
    <message>
        <source>The client has signed on their screen.</source>
        <translation>The client has signed on their screen.</translation>
    </message>
    <message>
        <source>The client reads and answers on their screen, and signs there with a finger or a pen.</source>
        <translation>The client reads and answers on their screen, and signs there with a finger or a pen.</translation>
    </message>
</context>
<context>
    <name>tirkeu::workstation::TokenConfirmation</name>
    <message>
        <source>The client&apos;s EDS token</source>
        <translation>The client&apos;s EDS token</translation>
    </message>
    <message>
        <source>The client signs what is marked above with their own token and their own PIN.</source>
        <translation>The client signs what is marked above with their own token and their own PIN.</translation>
    </message>
    <message>
        <source>The client has signed with their own token.</source>
        <translation>The client has signed with their own token.</translation>
    </message>
    <message>
        <source>Take your token out of the reader; the client inserts theirs.</source>
        <translation>Take your token out of the reader; the client inserts theirs.</translation>
    </message>
    <message>
        <source>The client types their PIN on the reader.</source>
        <translation>The client types their PIN on the reader.</translation>
    </message>
    <message>
        <source>The client types their PIN on their own screen.</source>
        <translation>The client types their PIN on their own screen.</translation>
    </message>
    <message>
        <source>It is being confirmed.</source>
        <translation>It is being confirmed.</translation>
    </message>
    <message>
        <source>Put your own token back into the reader.</source>
        <translation>Put your own token back into the reader.</translation>
    </message>
    <message>
        <source>Back without it</source>
        <translation>Back without it</translation>
    </message>
    <message>
        <source>Insert the client&apos;s token</source>
        <translation>Insert the client&apos;s token</translation>
    </message>
    <message>
        <source>Confirm</source>
        <translation>Confirm</translation>
    </message>
</context>
<context>
    <name>tirkeu::workstation::TrainingPage</name>
    <message>
        <source>%1. %2 – passed</source>
        <translation>%1. %2 – passed</translation>
    </message>
    <message>
        <source>First pass the case: %1</source>
        <translation>First pass the case: %1</translation>
    </message>
    <message>
        <source>The case was not brought to its end.</source>
        <translation>The case was not brought to its end.</translation>
    </message>
    <message>
        <source>Its documents are not signed.</source>
        <translation>Its documents are not signed.</translation>
    </message>
    <message>
        <source>Another IIN was typed than that of the client who sits here.</source>
        <translation>Another IIN was typed than that of the client who sits here.</translation>
    </message>
    <message>
        <source>The palms were not enrolled.</source>
        <translation>The palms were not enrolled.</translation>
    </message>
    <message>
        <source>A palm that can be scanned was not taken.</source>
        <translation>A palm that can be scanned was not taken.</translation>
    </message>
    <message>
        <source>Nobody attested that the left palm cannot be scanned.</source>
        <translation>Nobody attested that the left palm cannot be scanned.</translation>
    </message>
    <message>
        <source>The palm that cannot be scanned was asked for.</source>
        <translation>The palm that cannot be scanned was asked for.</translation>
    </message>
    <message>
        <source>An attempt was spent.</source>
        <translation>An attempt was spent.</translation>
    </message>
    <message>
        <source>It was accepted, and should not have been.</source>
        <translation>It was accepted, and should not have been.</translation>
    </message>
    <message>
        <source>There were attempts left.</source>
        <translation>There were attempts left.</translation>
    </message>
    <message>
        <source>No supervisor was asked.</source>
        <translation>No supervisor was asked.</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>Training</translation>
    </message>
    <message>
        <source>Invented clients, demo keys, simulated devices. Choose a case; a strip above tells what to do, and at its end the case is checked.</source>
        <translation>Invented clients, demo keys, simulated devices. Choose a case; a strip above tells what to do, and at its end the case is checked.</translation>
    </message>
    <message>
        <source>Begin this case</source>
        <translation>Begin this case</translation>
    </message>
    <message>
        <source>End the training</source>
        <translation>End the training</translation>
    </message>
    <message>
        <source>Guided cases</source>
        <translation>Guided cases</translation>
    </message>
    <message>
        <source>Passed: case %1.</source>
        <translation>Passed: case %1.</translation>
    </message>
    <message>
        <source>Not yet passed: case %1.</source>
        <translation>Not yet passed: case %1.</translation>
    </message>
</context>
<context>
    <name>tirkeu::workstation::TrainingPages</name>
    <message>
        <source>Training</source>
        <translation>Training</translation>
    </message>
    <message>
        <source>Training, case %1: %2</source>
        <translation>Training, case %1: %2</translation>
    </message>
    <message>
        <source>%1 %2, IIN %3</source>
        <translation>%1 %2, IIN %3</translation>
    </message>
</context>
<context>
    <name>tirkeu::workstation::VerifierPage</name>
    <message>
        <source>Checking: %1</source>
        <translation>Checking: %1</translation>
    </message>
    <message>
        <source>Choose a signed document</source>
        <translation>Choose a signed document</translation>
    </message>
    <message>
        <source>Documents (*.pdf)</source>
        <translation>Documents (*.pdf)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>All files (*)</translation>
    </message>
    <message>
        <source>Look in</source>
        <translation>Look in</translation>
    </message>
    <message>
        <source>File name</source>
        <translation>File name</translation>
    </message>
    <message>
        <source>File type</source>
        <translation>File type</translation>
    </message>
    <message>
        <source>Verify</source>
        <translation>Verify</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>Verify a document</source>
        <translation>Verify a document</translation>
    </message>
    <message>
        <source>Drop a signed document here</source>
        <translation>Drop a signed document here</translation>
    </message>
    <message>
        <source>Or choose it with Enter. The program says whether the document is as it was signed, who signed it and when, and shows the pictures and the record inside. Nothing is sent anywhere.</source>
        <translation>Or choose it with Enter. The program says whether the document is as it was signed, who signed it and when, and shows the pictures and the record inside. Nothing is sent anywhere.</translation>
    </message>
    <message>
        <source>Choose another</source>
        <translation>Choose another</translation>
    </message>
    <message>
        <source>Choose a file</source>
        <translation>Choose a file</translation>
    </message>
</context>
<context>
    <name>tirkeu::workstation::WaitingPage</name>
    <message>
        <source>No draft is waiting</source>
        <translation>No draft is waiting</translation>
    </message>
    <message>
        <source>Nothing waits to be finished</source>
        <translation>Nothing waits to be finished</translation>
    </message>
    <message>
        <source>When a case is interrupted, by a lock, a power cut or the client leaving, it waits here until its deadline. Nothing that was recorded is lost.</source>
        <translation>When a case is interrupted, by a lock, a power cut or the client leaving, it waits here until its deadline. Nothing that was recorded is lost.</translation>
    </message>
    <message>
        <source>Cases that have ended and are not signed stand here, and those that wait for the bank&apos;s answer.</source>
        <translation>Cases that have ended and are not signed stand here, and those that wait for the bank&apos;s answer.</translation>
    </message>
    <message>
        <source>Home</source>
        <translation>Home</translation>
    </message>
    <message>
        <source>Go on with this case</source>
        <translation>Go on with this case</translation>
    </message>
    <message>
        <source>Look through and sign</source>
        <translation>Look through and sign</translation>
    </message>
    <message>
        <source>Cases whose time was over, ended at your sign-in: %1. Look through their documents and sign them.</source>
        <translation>Cases whose time was over, ended at your sign-in: %1. Look through their documents and sign them.</translation>
    </message>
    <message>
        <source>The bank has not answered yet. The case can be finished here as soon as the answer has come.</source>
        <translation>The bank has not answered yet. The case can be finished here as soon as the answer has come.</translation>
    </message>
    <message>
        <source>To the question</source>
        <translation>To the question</translation>
    </message>
    <message>
        <source>Has the bank answered?</source>
        <translation>Has the bank answered?</translation>
    </message>
    <message>
        <source>Finish the case</source>
        <translation>Finish the case</translation>
    </message>
    <message>
        <source>To the client&apos;s card</source>
        <translation>To the client&apos;s card</translation>
    </message>
    <message>
        <source>Noted. It stands in the journal and no longer in this list.</source>
        <translation>Noted. It stands in the journal and no longer in this list.</translation>
    </message>
    <message>
        <source>Looked into: what it came to</source>
        <translation>Looked into: what it came to</translation>
    </message>
    <message>
        <source>Confirmed</source>
        <translation>Confirmed</translation>
    </message>
    <message>
        <source>A false alarm</source>
        <translation>A false alarm</translation>
    </message>
    <message>
        <source>Take it off the list</source>
        <translation>Take it off the list</translation>
    </message>
</context>
<context>
    <name>tirkeu::workstation::WithdrawalStep</name>
    <message>
        <source>Which consent is taken back?</source>
        <translation>Which consent is taken back?</translation>
    </message>
    <message>
        <source>Withdraw consent</source>
        <translation>Withdraw consent</translation>
    </message>
    <message>
        <source>The client has signed on their screen.</source>
        <translation>The client has signed on their screen.</translation>
    </message>
    <message>
        <source>The signed paper is here: %1</source>
        <translation>The signed paper is here: %1</translation>
    </message>
    <message>
        <source>The client signs on their screen.</source>
        <translation>The client signs on their screen.</translation>
    </message>
    <message>
        <source>The client signs the paper; put it on the scanner. It is awaited in the folder: %1</source>
        <translation>The client signs the paper; put it on the scanner. It is awaited in the folder: %1</translation>
    </message>
</context>
</TS>
