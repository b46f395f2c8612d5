#include "demoanswers.h"

namespace tirkeu::simulation {

namespace {

const DemoAuthority* authorityIn(const DemoPki& pki, QByteArrayView name)
{
    if (name == "root")
        return &pki.nationalRoot();
    if (name == "national")
        return &pki.national();
    if (name == "bank")
        return &pki.bank();
    return name == "vendor" ? &pki.vendor() : nullptr;
}

/// What every service has in common: silence, slowness, an error of the server.
template<typename Manner>
ServedAnswer behaving(Manner manner, std::chrono::milliseconds slowness, const char* type, QByteArray body)
{
    ServedAnswer answer{200, type, std::move(body)};
    if (manner == Manner::Down)
        answer.line = ServedAnswer::Line::HungUp;
    else if (manner == Manner::Slow)
        answer.delay = slowness;
    else if (manner == Manner::HttpError || answer.body.isEmpty())
        answer = {503, "text/plain", "unavailable"};
    return answer;
}

} // namespace

ServedAnswer answerOf(
    const DemoResponders& responders, std::chrono::milliseconds slowness, const ServedRequest& request)
{
    const QByteArrayList path = request.target.mid(1).split('/');
    if (path == QByteArrayList{"tsa"} && request.method == "POST")
        return behaving(
            responders.stampManner(), slowness, "application/timestamp-reply", responders.answerStamp(request.body));
    const DemoAuthority* authority = path.size() == 2 ? authorityIn(responders.pki(), path.at(1)) : nullptr;
    if (!authority)
        return {404, "text/plain", "no such service"};
    if (path.at(0) == "ocsp" && request.method == "POST")
        return behaving(responders.ocspManner(), slowness, "application/ocsp-response",
            responders.answerOcsp(request.body, *authority));
    if (path.at(0) == "crl" && request.method == "GET")
        return behaving(responders.crlManner(), slowness, "application/pkix-crl", responders.list(*authority));
    if (path.at(0) == "ca" && request.method == "GET")
        return {200, "application/pkix-cert", authority->certificate().der()};
    return {405, "text/plain", "asked in the wrong way"};
}

} // namespace tirkeu::simulation
