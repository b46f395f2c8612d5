#include <palm/assessment.h>

#include "measures.h"

#include <opencv2/core.hpp>

namespace tirkeu::palm {

namespace {
constexpr ErrorCode kCannotLook{"palm.wrong-picture"};
constexpr int kLeastQuality = 30;
} // namespace

bool Assessment::isAcceptable() const
{
    return region && problems.empty() && quality.overall >= kLeastQuality;
}

QLatin1StringView nameOf(Authenticity verdict)
{
    return verdict == Authenticity::Real       ? QLatin1StringView("real")
           : verdict == Authenticity::Artefact ? QLatin1StringView("artefact")
                                               : QLatin1StringView("cannot-decide");
}

QLatin1StringView nameOf(Characteristic characteristic)
{
    return characteristic == Characteristic::Optical ? QLatin1StringView("optical") : QLatin1StringView("veins");
}

Result<Assessment> assess(const FramePair& now, std::optional<Side> expected, std::span<const FramePair> before)
{
    Result<RegionResult> found = findRegion(now.visible, now.infrared, expected);
    if (!found)
        return failure(found);
    Assessment assessment;
    assessment.oneBandOnly = now.visible.isEmpty() || now.infrared.isEmpty();
    assessment.region = std::move(found->region);
    assessment.problems = std::move(found->problems);
    assessment.notices = std::move(found->notices);
    if (!assessment.region)
        return assessment;
    try {
        const BandMeasures bands = measureBands(*assessment.region);
        const imaging::Size size = now.visible.isEmpty() ? now.infrared.size() : now.visible.size();
        assessment.quality = qualityOf(*assessment.region, bands, size);
        assessment.artefact = checkArtefact(now, *assessment.region, bands, assessment.quality, before);
    } catch (const cv::Exception& exception) {
        return failure(kCannotLook, ErrorKind::Bug, QString::fromUtf8(exception.what()));
    }
    return assessment;
}

} // namespace tirkeu::palm
