using System.Collections.Immutable;
using IrSdk.Planning;
using IrSdk.Runtime;

namespace IrSdk.Host.Pages;

/// <summary>A plan as a picture: what waits for what, from left to right. Where many steps do the same side by side, they are one box with a count.</summary>
internal sealed record PlanPicture(ImmutableArray<PlanBox> Boxes, ImmutableArray<PlanLine> Lines, int Width, int Height)
{
    public const int BoxWidth = 224;
    public const int BoxHeight = 50;
    private const int StepX = 288;
    private const int StepY = 62;
    private const int Margin = 10;
    private const int MostInALayer = 8;

    public static PlanPicture Of(CasePlan plan)
    {
        var layer = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var step in plan.Plan.Steps)
        {
            layer[step.Id] = step.DependsOn.IsEmpty ? 0 : step.DependsOn.Max(one => layer[one.Step]) + 1;
        }

        var states = plan.Steps.ToDictionary(step => step.Id, StringComparer.Ordinal);
        var crowded = layer.GroupBy(one => one.Value).Where(group => group.Count() > MostInALayer).Select(group => group.Key).ToHashSet();
        var boxes = ImmutableArray.CreateBuilder<PlanBox>();
        var boxOf = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var column in plan.Plan.Steps.GroupBy(step => layer[step.Id]).OrderBy(group => group.Key))
        {
            var row = 0;
            var groups = column.GroupBy(step => crowded.Contains(column.Key) ? ActionEffects.Of(step.Action).Name : step.Id).OrderBy(group => Beside(group, boxOf, boxes));
            foreach (var group in groups)
            {
                boxes.Add(PlanBox.Of([.. group], [.. group.Select(step => states[step.Id])], Margin + (column.Key * StepX), Margin + (row++ * StepY)));
                foreach (var step in group)
                {
                    boxOf[step.Id] = boxes.Count - 1;
                }
            }
        }

        return new(
            boxes.ToImmutable(), Lined(plan.Plan, boxes, boxOf), boxes.Count == 0 ? 0 : boxes.Max(box => box.X) + BoxWidth + Margin,
            boxes.Count == 0 ? 0 : boxes.Max(box => box.Y) + BoxHeight + Margin);
    }

    /// <summary>A box stands beside those that it waits for, so that lines cross little.</summary>
    private static double Beside(IEnumerable<Step> group, Dictionary<string, int> boxOf, ImmutableArray<PlanBox>.Builder boxes) =>
        group.SelectMany(step => step.DependsOn).Where(one => one.Because != Order.Stage).Select(one => (double)boxes[boxOf[one.Step]].Y).DefaultIfEmpty(int.MaxValue).Average();

    /// <summary>One line between two boxes, by the strongest reason; what a chain of others says already is left out.</summary>
    private static ImmutableArray<PlanLine> Lined(Plan plan, ImmutableArray<PlanBox>.Builder boxes, Dictionary<string, int> boxOf)
    {
        var before = boxes.Select(_ => new HashSet<int>()).ToArray();
        var because = new Dictionary<(int From, int To), Order>();
        foreach (var (from, to, order) in plan.Steps.SelectMany(step => step.DependsOn.Select(one => (boxOf[one.Step], boxOf[step.Id], one.Because))).Where(one => one.Item1 != one.Item2))
        {
            before[to].Add(from);
            because[(from, to)] = because.TryGetValue((from, to), out var other) && other < order ? other : order;
        }

        var reaches = new HashSet<int>[boxes.Count];
        foreach (var box in Enumerable.Range(0, boxes.Count).OrderBy(one => boxes[one].X))
        {
            reaches[box] = [.. before[box], .. before[box].SelectMany(one => reaches[one])];
        }

        return
        [
            .. because.Where(line => line.Value != Order.Stage || !before[line.Key.To].Any(other => other != line.Key.From && reaches[other].Contains(line.Key.From)))
                .OrderBy(line => line.Value == Order.Evidence).Select(line => new PlanLine(boxes[line.Key.From], boxes[line.Key.To], line.Value)),
        ];
    }
}

/// <summary>What waits for what, and by which rule.</summary>
internal sealed record PlanLine(PlanBox From, PlanBox To, Order Because)
{
    public string Path
    {
        get
        {
            var (x1, y1, x2, y2) = (From.X + PlanPicture.BoxWidth, From.Y + (PlanPicture.BoxHeight / 2), To.X - 5, To.Y + (PlanPicture.BoxHeight / 2));
            var bend = (x2 - x1) / 2;
            return FormattableString.Invariant($"M{x1} {y1}C{x1 + bend} {y1} {x2 - bend} {y2} {x2} {y2}");
        }
    }

    public string Told => $"{To.Phrase} waits for {From.Phrase}: {Shown.Reason(Because)}";
}
