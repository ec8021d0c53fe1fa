using System.Collections.Immutable;
using IrSdk.Planning;
using IrSdk.Runtime;

namespace IrSdk.Host.Pages;

/// <summary>A plan as a picture: what waits for what, from left to right. Where many steps do the same side by side, they are one box with a count.</summary>
internal sealed record PlanPicture(ImmutableArray<PlanBox> Boxes, ImmutableArray<PlanLine> Lines, int Width, int Height)
{
    public const int BoxWidth = 176;
    public const int BoxHeight = 44;
    private const int StepX = 226;
    private const int StepY = 56;
    private const int Margin = 8;
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
            foreach (var group in column.GroupBy(step => crowded.Contains(column.Key) ? ActionEffects.Of(step.Action).Name : step.Id))
            {
                foreach (var step in group)
                {
                    boxOf[step.Id] = boxes.Count;
                }

                boxes.Add(Box([.. group], [.. group.Select(step => states[step.Id])], Margin + (column.Key * StepX), Margin + (row++ * StepY)));
            }
        }

        var lines = plan.Plan.Steps.SelectMany(step => step.DependsOn.Select(one => (From: boxOf[one.Step], To: boxOf[step.Id], one.Because)))
            .Where(line => line.From != line.To).Distinct().Select(line => new PlanLine(boxes[line.From], boxes[line.To], line.Because)).ToImmutableArray();
        return new(
            boxes.ToImmutable(), lines,
            boxes.Count == 0 ? 0 : boxes.Max(box => box.X) + BoxWidth + Margin,
            boxes.Count == 0 ? 0 : boxes.Max(box => box.Y) + BoxHeight + Margin);
    }

    private static PlanBox Box(ImmutableArray<Step> steps, ImmutableArray<ReportedStep> states, int x, int y)
    {
        var worst = states.MaxBy(state => Rank(state.Status))!;
        var done = states.Count(state => state.Status is StepStatus.Secured or StepStatus.Done);
        return new(
            x, y, steps[0].Phrase, steps.Length == 1 ? Shown.Text(steps[0].Action.Resource.Id.Name) : $"{done} of {Shown.Count(steps.Length, "resource")}", worst.Status, steps[0].IsContaining,
            steps.All(step => step.Implied), string.Join("\n", states.Select(state => $"{state.Phrase} {Shown.Text(state.Resource.Id)}: {Shown.Word(state.Status)}{(state.Detail is { } detail ? $", {Shown.Text(detail)}" : "")}")));
    }

    private static int Rank(StepStatus status) => status switch
    {
        StepStatus.Failed => 6,
        StepStatus.Dropped => 5,
        StepStatus.Held => 4,
        StepStatus.Running => 3,
        StepStatus.Waiting => 2,
        _ => 1,
    };
}

/// <summary>A step, or several of a kind.</summary>
internal sealed record PlanBox(int X, int Y, string Phrase, string On, StepStatus Status, bool IsContaining, bool IsImplied, string Told);

/// <summary>What waits for what, and by which rule.</summary>
internal sealed record PlanLine(PlanBox From, PlanBox To, Order Because)
{
    public string Path
    {
        get
        {
            var (x1, y1, x2, y2) = (From.X + PlanPicture.BoxWidth, From.Y + (PlanPicture.BoxHeight / 2), To.X, To.Y + (PlanPicture.BoxHeight / 2));
            var bend = (x2 - x1) / 2;
            return FormattableString.Invariant($"M{x1} {y1}C{x1 + bend} {y1} {x2 - bend} {y2} {x2} {y2}");
        }
    }
}
