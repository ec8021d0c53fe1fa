using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace IrSdk.Analyzers;

/// <summary>
/// Follows one member of the source along every path and keeps, for every variable, what a response in it may be. Methods,
/// local functions and lambdas with a body in the compilation are followed where they are called.
/// </summary>
internal sealed partial class Interpreter
{
    /// <summary>More ways than this through one response are not followed, and said to be not provable.</summary>
    private const int MostWays = 1024;

    private const int MostRounds = 32;
    private const int DeepestCall = 24;

    private readonly SourceBodies bodies;
    private readonly CancellationToken cancellationToken;
    private readonly Variables variables = new();
    private readonly Dictionary<(SyntaxNode, Frame), Sink> sinks = [];
    private readonly Dictionary<(SyntaxNode, Frame, IMethodSymbol, Frame?), Frame> frames = [];
    private readonly Dictionary<SyntaxNode, VerbCall> calls = [];
    private readonly Dictionary<SyntaxNode, (Location Place, TimeSpan? AtMost)> waits = [];
    private readonly HashSet<SyntaxNode> waivers = [];
    private readonly Stack<IMethodSymbol> callers = new();
    private readonly List<State?> caught = [];
    private readonly SelectionReader selections;
    private readonly Stack<ImmutableHashSet<Value>> conditionals = new();

    private State? current = State.Empty;
    private FunctionRun run = new();
    private Frame frame;
    private int repeating;

    private Interpreter(ISymbol owner, SourceBodies bodies, CancellationToken cancellationToken)
    {
        this.bodies = bodies;
        this.cancellationToken = cancellationToken;
        frame = new Frame(owner, null, 0, isRepeated: false);
        selections = new SelectionReader(variables, bodies);
    }

    /// <summary>Something after which nothing that is known of the variables holds.</summary>
    private Lost? Blocked { get; set; }

    /// <summary>The responses of every playbook that a member makes.</summary>
    public static Followed Follow(ISymbol owner, ImmutableArray<IOperation> blocks, SourceBodies bodies, CancellationToken cancellationToken)
    {
        var interpreter = new Interpreter(owner, bodies, cancellationToken);
        foreach (var block in blocks)
        {
            interpreter.variables.Learn(block);
            bodies.Learn(block);
        }

        foreach (var block in blocks)
        {
            interpreter.current ??= State.Empty;
            interpreter.Execute(block);
        }

        interpreter.Exit();
        interpreter.VisitUncalled(blocks);
        interpreter.Answer();
        return new([.. interpreter.sinks.Values], [.. interpreter.waits.Values], [.. interpreter.waivers.Select(Syntax.NameOf)], interpreter.Blocked);
    }

    private void Exit() => run.Exit = State.Join(run.Exit, current);

    /// <summary>Functions that nothing here calls may still be called from elsewhere; what they close over is what held at the end.</summary>
    private void VisitUncalled(ImmutableArray<IOperation> blocks)
    {
        var root = frame;
        foreach (var call in blocks.SelectMany(block => block.DescendantsAndSelf()).OfType<IInvocationOperation>().Where(IsSink))
        {
            if (sinks.Keys.Any(key => key.Item1 == call.Syntax) || Enclosing(call) is not { } function)
            {
                continue;
            }

            frame = root;
            current = run.Exit ?? State.Empty;
            repeating++;
            Call(function, call, []);
            repeating--;
            frame = root;
        }
    }

    private Function? Enclosing(IOperation operation)
    {
        for (var parent = operation.Parent; parent is not null; parent = parent.Parent)
        {
            switch (parent)
            {
                case IAnonymousFunctionOperation lambda:
                    return new(lambda.Symbol, lambda, frame);
                case ILocalFunctionOperation local:
                    return new(local.Symbol, null, frame);
            }
        }

        return null;
    }

    /// <summary>
    /// Calls the functions that make responses: after all else, and until nothing changes, since a playbook calls them late and
    /// more than once, and they see what their variables hold then.
    /// </summary>
    private void Answer()
    {
        var seen = run.Exit ?? State.Empty;
        var known = frames.Count;
        for (var round = 0; round < MostRounds; round++)
        {
            var before = seen;
            foreach (var sink in sinks.Values.ToList())
            {
                current = State.Join(sink.Before, seen);
                frame = sink.Frame;
                sink.Responses = sink.Responses.Union(sink.Argument.SelectMany(value => value is Function function ? Call(function, sink.Call, []) : [value]));
                seen = State.Join(seen, current)!;
            }

            // Variables that only the functions themselves have begin anew at each call.
            if (seen.Same(before, known))
            {
                return;
            }
        }
    }
}
