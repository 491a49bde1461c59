using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Notify.Packaging.Tests.Api;

/// <summary>One line for a member.</summary>
internal static class MemberLines
{
    private static readonly NullabilityInfoContext Nullability = new();

    public static string Of(ConstructorInfo constructor) =>
        $"{Access(constructor)}{TypeNames.Simple(constructor.DeclaringType!)}({Parameters(constructor)})";

    public static string Of(MethodInfo method) =>
        $"{Access(method)}{Modifiers(method)}{TypeNames.Of(Nullability.Create(method.ReturnParameter))} {method.Name}{TypeNames.Arguments(method.GetGenericArguments())}({Parameters(method)})";

    public static string Of(PropertyInfo property)
    {
        var accessors = new List<string>();
        if (property.GetMethod is { } get && PublicApi.IsShown(get))
        {
            accessors.Add($"{Access(get)}get;");
        }

        if (property.SetMethod is { } set && PublicApi.IsShown(set))
        {
            var isInit = set.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit));
            accessors.Add($"{Access(set)}{(isInit ? "init" : "set")};");
        }

        var required = property.IsDefined(typeof(RequiredMemberAttribute)) ? "required " : "";
        var name = property.GetIndexParameters() is { Length: > 0 } indexes ? $"this[{Parameters(indexes)}]" : property.Name;
        return $"{required}{Modifiers(property.GetAccessors(true)[0])}{TypeNames.Of(Nullability.Create(property))} {name} {{ {string.Join(' ', accessors)} }}";
    }

    public static string Of(FieldInfo field)
    {
        var kind = field.IsLiteral ? "const " : (field.IsStatic ? "static " : "") + (field.IsInitOnly ? "readonly " : "");
        var value = field.IsLiteral ? $" = {Literal(field.GetRawConstantValue())}" : "";
        return $"{(field.IsFamily ? "protected " : "")}{kind}{TypeNames.Of(Nullability.Create(field))} {field.Name}{value}";
    }

    private static string Access(MethodBase method) => method.IsPublic ? "" : "protected ";

    private static string Modifiers(MethodInfo method)
    {
        if (method.DeclaringType!.IsInterface)
        {
            return method.IsStatic ? "static " : "";
        }

        var isOverride = method.GetBaseDefinition().DeclaringType != method.DeclaringType;
        return method switch
        {
            { IsStatic: true } => "static ",
            { IsAbstract: true } => isOverride ? "abstract override " : "abstract ",
            _ when isOverride => "override ",
            { IsVirtual: true, IsFinal: false } => "virtual ",
            _ => "",
        };
    }

    private static string Parameters(MethodBase method)
    {
        var isExtension = method.IsDefined(typeof(ExtensionAttribute), false);
        return (isExtension ? "this " : "") + Parameters(method.GetParameters());
    }

    private static string Parameters(IEnumerable<ParameterInfo> parameters) => string.Join(", ", parameters.Select(Parameter));

    private static string Parameter(ParameterInfo parameter)
    {
        var way = parameter switch
        {
            { IsOut: true } => "out ",
            { IsIn: true } => "in ",
            { ParameterType.IsByRef: true } => "ref ",
            _ when parameter.IsDefined(typeof(ParamArrayAttribute)) => "params ",
            _ => "",
        };
        var value = parameter.HasDefaultValue ? $" = {Literal(parameter.RawDefaultValue)}" : "";
        return $"{way}{TypeNames.Of(Nullability.Create(parameter))} {parameter.Name}{value}";
    }

    private static string Literal(object? value) => value switch
    {
        null => "default",
        string s => $"\"{s}\"",
        bool b => b ? "true" : "false",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
