using System.Reflection;

namespace Notify.Packaging.Tests.Api;

/// <summary>Types as C# writes them, without their namespaces.</summary>
internal static class TypeNames
{
    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(void)] = "void",
        [typeof(bool)] = "bool",
        [typeof(byte)] = "byte",
        [typeof(int)] = "int",
        [typeof(long)] = "long",
        [typeof(double)] = "double",
        [typeof(string)] = "string",
        [typeof(object)] = "object",
    };

    /// <summary>A type with the question marks of a member's declaration.</summary>
    public static string Of(NullabilityInfo info)
    {
        var type = info.Type.IsByRef ? info.Type.GetElementType()! : info.Type;
        var mark = info.ReadState == NullabilityState.Nullable && !type.IsValueType ? "?" : "";
        if (info.ElementType is { } element)
        {
            return $"{Of(element)}[]{mark}";
        }

        return Nullable.GetUnderlyingType(type) is { } inner
            ? $"{Of(inner)}?"
            : type.IsGenericType && info.GenericTypeArguments.Length == type.GetGenericArguments().Length
                ? $"{Simple(type)}<{string.Join(", ", info.GenericTypeArguments.Select(Of))}>{mark}"
                : Of(type) + mark;
    }

    /// <summary>A type.</summary>
    public static string Of(Type type)
    {
        if (type.IsByRef)
        {
            return Of(type.GetElementType()!);
        }

        if (type.IsArray)
        {
            return $"{Of(type.GetElementType()!)}[]";
        }

        if (Nullable.GetUnderlyingType(type) is { } inner)
        {
            return $"{Of(inner)}?";
        }

        var outer = type is { IsNested: true, IsGenericParameter: false } ? $"{Of(type.DeclaringType!)}." : "";
        return outer + Simple(type) + Arguments(type.GetGenericArguments());
    }

    /// <summary>A type's own name.</summary>
    public static string Simple(Type type) => Keywords.GetValueOrDefault(type)
        ?? (type.Name.IndexOf('`', StringComparison.Ordinal) is > 0 and var at ? type.Name[..at] : type.Name);

    /// <summary>Type arguments with their angle brackets; nothing where there are none.</summary>
    public static string Arguments(Type[] arguments) => arguments.Length == 0 ? "" : $"<{string.Join(", ", arguments.Select(Of))}>";
}
