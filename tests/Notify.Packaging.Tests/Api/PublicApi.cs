using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;

namespace Notify.Packaging.Tests.Api;

/// <summary>Writes down what an assembly shows to others, sorted, one line a member, much as C# would have it.</summary>
internal static class PublicApi
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static string Of(Assembly assembly)
    {
        var text = new StringBuilder();
        foreach (var type in assembly.GetExportedTypes().OrderBy(t => t.FullName, StringComparer.Ordinal))
        {
            text.Append(TypeLine(type)).Append('\n');
            foreach (var line in Members(type))
            {
                text.Append("    ").Append(line).Append('\n');
            }
        }

        return text.ToString();
    }

    private static string TypeLine(Type type)
    {
        var bases = new[] { type.BaseType }
            .Where(b => b is not null && b != typeof(object) && b != typeof(ValueType) && b != typeof(Enum))
            .Concat(type.IsEnum ? [] : type.GetInterfaces().Where(i => i.IsVisible && !IsInherited(type, i) && !IsOfRecord(type, i)))
            .Select(b => TypeNames.Of(b!))
            .ToList();
        var name = $"{(type.Namespace is null ? "" : type.Namespace + ".")}{TypeNames.Of(type)}";
        return $"{Kind(type)} {name}{(bases.Count == 0 ? "" : " : " + string.Join(", ", bases.Order(StringComparer.Ordinal)))}";
    }

    private static string Kind(Type type) => type switch
    {
        { IsEnum: true } => $"enum({TypeNames.Of(type.GetEnumUnderlyingType())})",
        { IsInterface: true } => "interface",
        { IsValueType: true } => (type.IsDefined(typeof(IsReadOnlyAttribute)) ? "readonly " : "") + (IsRecord(type) ? "record struct" : "struct"),
        _ => (type.IsAbstract && type.IsSealed ? "static " : type.IsAbstract ? "abstract " : type.IsSealed ? "sealed " : "") + (IsRecord(type) ? "record" : "class"),
    };

    private static IEnumerable<string> Members(Type type)
    {
        if (type.IsEnum)
        {
            return Enum.GetNames(type).Select(n => $"{n} = {Convert.ToInt64(Enum.Parse(type, n), System.Globalization.CultureInfo.InvariantCulture)}");
        }

        return type.GetMembers(Declared)
            .Where(m => !m.IsDefined(typeof(CompilerGeneratedAttribute), false))
            .OrderBy(m => m.Name, StringComparer.Ordinal)
            .ThenBy(m => m.ToString(), StringComparer.Ordinal)
            .Select(m => m switch
            {
                ConstructorInfo c when IsShown(c) && !c.IsStatic => MemberLines.Of(c),
                MethodInfo m2 when IsShown(m2) && (!m2.IsSpecialName || m2.Name.StartsWith("op_", StringComparison.Ordinal)) => MemberLines.Of(m2),
                PropertyInfo p when p.GetAccessors(true).Any(IsShown) => MemberLines.Of(p),
                FieldInfo { IsPublic: true } f => MemberLines.Of(f),
                FieldInfo { IsFamily: true } f => MemberLines.Of(f),
                EventInfo e when IsShown(e.AddMethod!) => $"event {TypeNames.Of(e.EventHandlerType!)} {e.Name}",
                _ => null,
            })
            .OfType<string>();
    }

    internal static bool IsShown(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static bool IsRecord(Type type) =>
        type.GetMethod("PrintMembers", Declared) is { } print && print.IsDefined(typeof(CompilerGeneratedAttribute), false);

    private static bool IsOfRecord(Type type, Type face) =>
        IsRecord(type) && face.IsGenericType && face.GetGenericTypeDefinition() == typeof(IEquatable<>);

    private static bool IsInherited(Type type, Type face) =>
        type.BaseType?.GetInterfaces().Contains(face) == true || type.GetInterfaces().Any(other => other != face && other.GetInterfaces().Contains(face));
}
