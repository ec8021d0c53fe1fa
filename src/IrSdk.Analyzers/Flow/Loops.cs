using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace IrSdk.Analyzers;

/// <content>Loops: followed until another round changes nothing.</content>
internal sealed partial class Interpreter
{
    private void ExecuteLoop(ILoopOperation loop)
    {
        switch (loop)
        {
            case IForEachLoopOperation each:
                Evaluate(each.Collection);
                break;
            case IForLoopOperation count:
                ExecuteAll(count.Before);
                break;
        }

        var condition = (loop as IWhileLoopOperation)?.Condition ?? (loop as IForLoopOperation)?.Condition;
        repeating++;
        if (loop is IWhileLoopOperation { ConditionIsTop: false })
        {
            ExecuteOnce(loop, condition);
        }

        for (var round = 0; ; round++)
        {
            var before = current;
            if (condition is not null)
            {
                Evaluate(condition);
            }

            ExecuteOnce(loop, null);
            current = State.Join(before, current);
            if (current is null || (before is not null && before.Same(current)))
            {
                break;
            }

            if (round == MostRounds)
            {
                Blocked = new Lost("a loop that is not followed to its end", loop.Syntax.GetLocation());
                break;
            }
        }

        repeating--;
        var isEndless = condition is { ConstantValue: { HasValue: true, Value: true } } || (condition is null && loop is IForLoopOperation or IWhileLoopOperation);
        current = State.Join(isEndless ? null : current, run.Take(loop.ExitLabel));
    }

    private void ExecuteOnce(ILoopOperation loop, IOperation? condition)
    {
        Execute(loop.Body);
        current = State.Join(current, run.Take(loop.ContinueLabel));
        if (loop is IForLoopOperation count)
        {
            ExecuteAll(count.AtLoopBottom);
        }

        if (condition is not null && current is not null)
        {
            Evaluate(condition);
        }
    }
}
