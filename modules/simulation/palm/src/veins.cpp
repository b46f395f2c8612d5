#include "creases.h"

#include <opencv2/imgproc.hpp>

namespace tirkeu::simulation_palm {

namespace {

// A vein tree after constrained constructive optimisation: trunks from the wrist, outlets at the fingers, then end
// points one by one, each joined to the nearest vein at the place that keeps the blood's way short.
struct Vessel
{
    Mm from; ///< nearer to the wrist
    Mm to;
    int parent;
    int ends = 1;
    double depth;
};

class Tree
{
public:
    explicit Tree(Random& random)
        : m_random(random)
    {
    }

    int addChain(const std::vector<Mm>& points, int parent, double depth)
    {
        for (std::size_t i = 0; i + 1 < points.size(); ++i) {
            m_vessels.push_back({points[i], points[i + 1], parent, 0, depth});
            parent = static_cast<int>(m_vessels.size()) - 1;
        }
        return parent;
    }

    void addEnd(Mm end)
    {
        const auto nearest = nearestVessel(end);
        if (nearest.distance < 2.5)
            return;
        const auto index = static_cast<std::size_t>(nearest.index);
        const Vessel vessel = m_vessels[index];
        const Mm fork = forkFor(vessel, end);
        const double depth = std::clamp(vessel.depth + m_random.normal(0, 0.25), 0., 1.);
        m_vessels[index].to = fork;
        const int onward = static_cast<int>(m_vessels.size());
        for (Vessel& other : m_vessels) {
            if (other.parent == nearest.index)
                other.parent = onward;
        }
        m_vessels.push_back({fork, vessel.to, nearest.index, vessel.ends, vessel.depth});
        m_vessels.push_back({fork, end, nearest.index, 0, depth});
        for (int at = onward + 1; at >= 0; at = m_vessels[static_cast<std::size_t>(at)].parent)
            ++m_vessels[static_cast<std::size_t>(at)].ends;
    }

    [[nodiscard]] const std::vector<Vessel>& vessels() const { return m_vessels; }

private:
    struct Nearest
    {
        int index;
        double distance;
    };

    [[nodiscard]] Nearest nearestVessel(Mm point) const
    {
        Nearest best{0, 1e9};
        for (std::size_t i = 0; i < m_vessels.size(); ++i) {
            const Mm along = m_vessels[i].to - m_vessels[i].from;
            const double length2 = std::max(1e-6, along.dot(along));
            const double t = std::clamp((point - m_vessels[i].from).dot(along) / length2, 0., 1.);
            const double distance = cv::norm(point - m_vessels[i].from - along * t);
            if (distance < best.distance)
                best = {static_cast<int>(i), distance};
        }
        return best;
    }

    /// Kamiya's fork for equal flows and Murray's exponent of three.
    static Mm forkFor(const Vessel& vessel, Mm end)
    {
        const std::array<Mm, 3> points{vessel.from, vessel.to, end};
        constexpr std::array<double, 3> flows{1, 0.5, 0.5};
        Mm fork = (points[0] * flows[0] + points[1] * flows[1] + points[2] * flows[2]) * (1 / (2 * flows[0]));
        const std::array<double, 3> areas{1, std::pow(0.5, 2. / 3), std::pow(0.5, 2. / 3)};
        for (int round = 0; round < 12; ++round) {
            Mm sum(0, 0);
            double weights = 0;
            for (std::size_t i = 0; i < 3; ++i) {
                const double weight = areas[i] / std::max(1., cv::norm(points[i] - fork));
                sum += points[i] * weight;
                weights += weight;
            }
            fork = sum * (1 / weights);
        }
        return fork;
    }

    Random& m_random;
    std::vector<Vessel> m_vessels;
};

using Chain = std::vector<Mm>;

// Trunks in units of the palm's width: two chains from the wrist that meet, or an arch, or a single stem.
const std::array<std::array<Chain, 2>, 4> kTrunks{{
    {{Chain{{-.03, .62}, {-.18, .16}, {-.24, -.02}, {-.14, -.13}, {-.07, -.20}, {.05, -.24}},
        Chain{{.16, .62}, {.21, .15}, {.14, -.05}, {.05, -.24}}}},
    {{Chain{{-.10, .62}, {-.10, .25}, {-.20, .05}, {-.22, -.20}},
        Chain{{.10, .62}, {.12, .30}, {.22, .05}, {.20, -.22}}}},
    {{Chain{{.02, .62}, {.05, .35}, {-.05, .12}, {-.15, -.05}, {-.12, -.26}},
        Chain{{-.05, .12}, {.10, 0}, {.20, -.20}}}},
    {{Chain{{-.15, .62}, {-.28, .30}, {-.30, .05}, {-.15, -.15}, {.05, -.20}, {.24, -.14}, {.32, .08}, {.28, .35},
          {.18, .62}},
        Chain{{-.02, .62}, {.03, .3}, {.0, .05}, {.05, -.20}}}},
}};

} // namespace

cv::Mat1b growVeins(HandId id, const Shape& shape)
{
    Random random({5, id.person, static_cast<std::uint64_t>(id.side)});
    const double w = shape.width;
    Tree tree(random);
    const auto& trunks = kTrunks[static_cast<std::size_t>(random.below(4))];
    for (const Chain& trunk : trunks) {
        Chain chain = trunk;
        for (Mm& point : chain) {
            point.y = (point.y + random.normal(0, 0.05)) * w;
            point.x = (point.x + random.normal(0, 0.045)) * w;
        }
        tree.addChain(chain, -1, random.range(0.1, 0.6));
    }
    for (std::size_t finger = 1; finger < 5; ++finger) {
        const Mm base = shape.fingers[finger].knuckle - Mm(0, shape.fingers[finger].baseAt);
        for (const double side : {-0.07, 0.07}) {
            const double down = random.normal(0, 0.03) * w;
            tree.addEnd(base + Mm((side + random.normal(0, 0.02)) * w, down));
        }
    }
    const int ends = 28 + random.below(35);
    for (int i = 0; i < ends; ++i) {
        const double endY = random.range(-0.5, 0.55) * w;
        tree.addEnd(Mm(random.range(-0.5, 0.5) * w, endY));
    }

    cv::Mat1b shallow(kTextureSize, 0);
    cv::Mat1b deep(kTextureSize, 0);
    for (const Vessel& vessel : tree.vessels()) {
        const Mm along = vessel.to - vessel.from;
        const double length = cv::norm(along);
        if (length < 0.5)
            continue;
        // Unit steps with a wandering sideways offset, tied to both ends.
        Chain curve;
        const int steps = std::max(2, static_cast<int>(length / 2.5));
        const Mm normal = Mm(-along.y, along.x) * (1 / length);
        double offset = 0;
        for (int i = 0; i <= steps; ++i) {
            const double t = static_cast<double>(i) / steps;
            curve.push_back(vessel.from + along * t + normal * (offset * 4 * t * (1 - t)));
            offset = 0.75 * offset + random.normal(0, 0.55);
        }
        const double radius = 0.42 + 0.13 * std::sqrt(vessel.ends + 1.);
        const double strength = 235 * std::min(1., radius / 1.0) * (1 - 0.75 * vessel.depth) * random.range(0.6, 1);
        drawStroke(
            vessel.depth < 0.45 ? shallow : deep, curve, 2 * radius, strength, 1e-3, vessel.ends <= 1 ? 0.5 : 1e-3);
    }
    cv::GaussianBlur(shallow, shallow, {}, 0.75 * kTexelsPerMm);
    cv::GaussianBlur(deep, deep, {}, 1.5 * kTexelsPerMm);
    // Stored as absorption: 0 none, 255 the strongest; the capture scales it by skin and by the cold.
    cv::Mat1b veins;
    cv::add(shallow, deep, veins);
    return veins;
}

} // namespace tirkeu::simulation_palm
