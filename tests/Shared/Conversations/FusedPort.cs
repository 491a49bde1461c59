using System.Reflection;
using System.Runtime.ExceptionServices;

namespace Notify.Tests.Conversations;

/// <summary>A port with a fuse before and after each call, so that a process dies before a transaction, or after it and before it knows.</summary>
public class FusedPort : DispatchProxy
{
    private static readonly MethodInfo AfterResult = typeof(FusedPort).GetMethod(nameof(AfterAsync), BindingFlags.NonPublic | BindingFlags.Instance)!;

    private object? _inner;
    private Fuse? _fuse;
    private Func<string, bool>? _counts;

    internal static T Wrap<T>(T inner, Fuse fuse, Func<string, bool>? counts = null)
        where T : class
    {
        var port = Create<T, FusedPort>();
        var self = (FusedPort)(object)port;
        (self._inner, self._fuse, self._counts) = (inner, fuse, counts);
        return port;
    }

    /// <inheritdoc/>
    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        var point = $"{targetMethod!.DeclaringType!.Name}.{targetMethod.Name}";
        if (_counts?.Invoke(targetMethod.Name) == false)
        {
            _fuse!.Check();
            return Call(targetMethod, args);
        }

        _fuse!.Pass($"before {point}");
        var result = Call(targetMethod, args);
        return result switch
        {
            Task task when targetMethod.ReturnType == typeof(Task) => EndAsync(task, point),
            Task task => AfterResult.MakeGenericMethod(targetMethod.ReturnType.GenericTypeArguments[0]).Invoke(this, [task, point]),
            _ => result,
        };
    }

    private object? Call(MethodInfo method, object?[]? args)
    {
        try
        {
            return method.Invoke(_inner, args);
        }
        catch (TargetInvocationException e)
        {
            ExceptionDispatchInfo.Throw(e.InnerException!);
            throw;
        }
    }

    private async Task EndAsync(Task task, string point)
    {
        await task;
        _fuse!.Pass($"after {point}");
    }

    private async Task<T> AfterAsync<T>(Task<T> task, string point)
    {
        var result = await task;
        _fuse!.Pass($"after {point}");
        return result;
    }
}
