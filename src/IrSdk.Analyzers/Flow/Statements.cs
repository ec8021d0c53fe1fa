using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace IrSdk.Analyzers;

/// <content>Statements.</content>
internal sealed partial class Interpreter
{
    private void Execute(IOperation? operation)
    {
        if (operation is null || current is null)
        {
            return;
        }

        cancellationToken.ThrowIfCancellationRequested();
        switch (operation)
        {
            case IBlockOperation block:
                ExecuteAll(block.Operations);
                break;
            case IMethodBodyOperation method:
                Execute(method.BlockBody ?? method.ExpressionBody);
                break;
            case IConstructorBodyOperation constructor:
                Execute(constructor.Initializer);
                Execute(constructor.BlockBody ?? constructor.ExpressionBody);
                break;
            case IVariableDeclarationGroupOperation group:
                ExecuteAll(group.Declarations);
                break;
            case IVariableDeclarationOperation declaration:
                ExecuteAll(declaration.Declarators);
                break;
            case IVariableDeclaratorOperation { Symbol.RefKind: not RefKind.None } alias when Tracked.Is(alias.Symbol.Type):
                Blocked = new Lost("a variable that stands for another", alias.Syntax.GetLocation());
                break;
            case IVariableDeclaratorOperation declarator when declarator.GetVariableInitializer() is { } initializer:
                Set(declarator.Symbol, Evaluate(initializer.Value));
                break;
            case IReturnOperation { Kind: OperationKind.YieldReturn } yielded:
                Evaluate(yielded.ReturnedValue);
                break;
            case IReturnOperation { Kind: OperationKind.Return } returned:
                run.Returned = Limited(run.Returned.Union(Evaluate(returned.ReturnedValue)), returned);
                Exit();
                current = null;
                break;
            case IReturnOperation or IThrowOperation { Type: null }:
                ExecuteAll(operation.ChildOperations);
                Exit();
                current = null;
                break;
            case IConditionalOperation { Type: null } conditional:
                ExecuteEither(conditional);
                break;
            case ISwitchOperation choice:
                ExecuteSwitch(choice);
                break;
            case ILoopOperation loop:
                ExecuteLoop(loop);
                break;
            case ITryOperation attempt:
                ExecuteTry(attempt);
                break;
            case ILabeledOperation labeled:
                Execute(labeled.Operation);
                break;
            case IBranchOperation { BranchKind: BranchKind.GoTo } branch:
                Blocked = new Lost("a jump that is not followed", branch.Syntax.GetLocation());
                current = null;
                break;
            case IBranchOperation branch:
                run.Jump(branch.Target, current);
                current = null;
                break;
            case IExpressionStatementOperation or IUsingOperation or IUsingDeclarationOperation or ILockOperation or IFieldInitializerOperation or IPropertyInitializerOperation:
                ExecuteAll(operation.ChildOperations);
                break;
            case ILocalFunctionOperation or IEmptyOperation or IVariableDeclaratorOperation:
                break;
            default:
                Evaluate(operation);
                break;
        }
    }

    private void ExecuteAll(IEnumerable<IOperation> operations)
    {
        foreach (var operation in operations)
        {
            Execute(operation);
        }
    }

    private void ExecuteEither(IConditionalOperation conditional)
    {
        Evaluate(conditional.Condition);
        var before = current;
        current = conditional.Condition.ConstantValue is { HasValue: true, Value: false } ? null : before;
        Execute(conditional.WhenTrue);
        var after = current;
        current = conditional.Condition.ConstantValue is { HasValue: true, Value: true } ? null : before;
        Execute(conditional.WhenFalse);
        current = State.Join(after, current);
    }

    private void ExecuteSwitch(ISwitchOperation choice)
    {
        var value = Evaluate(choice.Value);
        var before = current;
        var hasDefault = false;
        State? after = null;
        foreach (var section in choice.Cases)
        {
            current = before;
            foreach (var clause in section.Clauses)
            {
                hasDefault |= clause is IDefaultCaseClauseOperation;
                if (clause is IPatternCaseClauseOperation pattern)
                {
                    Bind(pattern.Pattern, value);
                    Evaluate(pattern.Guard);
                }
            }

            ExecuteAll(section.Body);
            after = State.Join(after, current);
        }

        current = State.Join(State.Join(after, run.Take(choice.ExitLabel)), hasDefault ? null : before);
    }

    private void ExecuteTry(ITryOperation attempt)
    {
        var jumps = run.Jumps.ToDictionary(pair => pair.Key, pair => pair.Value, SymbolEqualityComparer.Default);
        var depth = caught.Count;
        caught.Add(current);
        Execute(attempt.Body);
        var after = current;
        foreach (var handler in attempt.Catches)
        {
            current = caught[depth];
            Execute(handler.ExceptionDeclarationOrExpression);
            Evaluate(handler.Filter);
            Execute(handler.Handler);
            after = State.Join(after, current);
        }

        var interrupted = State.Join(caught[depth], after);
        caught.RemoveAt(depth);
        if (attempt.Finally is null)
        {
            current = State.Join(after, run.Take(attempt.ExitLabel));
            return;
        }

        // What leaves the block early passes through 'finally' too.
        current = interrupted;
        Execute(attempt.Finally);
        Exit();
        foreach (var label in run.Jumps.Keys.Where(label => !jumps.TryGetValue(label, out var earlier) || !earlier.Same(run.Jumps[label])).ToList())
        {
            run.Jump(label, current);
        }

        current = after;
        Execute(attempt.Finally);
        current = State.Join(current, run.Take(attempt.ExitLabel));
    }
}
