using System.CodeDom.Compiler;
using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Hopfield.Tests;

/// <summary>The public surface of an assembly as text: one line a member, in an order that does not depend on the source.</summary>
internal static class PublicSurface
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly Dictionary<Type, string> _keywords = new()
    {
        [typeof(void)] = "void", [typeof(bool)] = "bool", [typeof(byte)] = "byte", [typeof(sbyte)] = "sbyte", [typeof(short)] = "short", [typeof(ushort)] = "ushort",
        [typeof(int)] = "int", [typeof(uint)] = "uint", [typeof(long)] = "long", [typeof(ulong)] = "ulong", [typeof(float)] = "float", [typeof(double)] = "double",
        [typeof(string)] = "string", [typeof(object)] = "object",
    };

    private const string Accept = "HOPFIELD_ACCEPT_SURFACE";

    /// <summary>Compares an assembly's surface with the file that holds the approved one, or, when asked to by the environment, writes that file.</summary>
    public static void AssertApproved(Assembly assembly, string file)
    {
        string surface = Of(assembly), path = Repository.PathOf(file);
        if (Environment.GetEnvironmentVariable(Accept) == "1")
        {
            File.WriteAllText(path + ".new", surface);
            File.Move(path + ".new", path, overwrite: true);
        }
        string approved = File.Exists(path) ? File.ReadAllText(path).ReplaceLineEndings("\n") : "";
        if (approved == surface) return;

        // A member is named with its type, so that equal lines of two types are told apart.
        HashSet<string> before = [.. Members(approved)], now = [.. Members(surface)];
        Assert.Fail(
            $"The public surface differs from {file}.\n"
            + string.Concat(before.Except(now).Select(line => $"  gone: {line}\n")) + string.Concat(now.Except(before).Select(line => $"  new:  {line}\n"))
            + $"If that is meant, run this test once with {Accept}=1 and commit the file.");
    }

    private static IEnumerable<string> Members(string surface)
    {
        string type = "";
        foreach (string line in surface.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (!line.StartsWith(' ')) type = line;
            yield return line.StartsWith(' ') ? $"{type.Split(" : ")[0]}: {line.Trim()}" : line;
        }
    }

    // What a generator writes, such as Orleans' messages, is nobody's to approve: its names change with what it is made from.
    public static string Of(Assembly assembly) =>
        string.Join("\n", assembly.GetExportedTypes().Where(type => type.GetCustomAttribute<GeneratedCodeAttribute>() is null).OrderBy(Name, StringComparer.Ordinal).Select(Describe)) + "\n";

    private static string Describe(Type type)
    {
        IEnumerable<string> members = type.IsEnum
            ? Enum.GetNames(type).Select(name => $"{name} = {Convert.ToInt64(Enum.Parse(type, name), CultureInfo.InvariantCulture)}")
            : typeof(Delegate).IsAssignableFrom(type)
                ? [Method(type.GetMethod("Invoke")!)]
                : Members(type).Order(StringComparer.Ordinal);
        return $"{Kind(type)} {type.Namespace}.{Name(type)}{Bases(type)}\n" + string.Concat(members.Select(member => $"    {member}\n"));
    }

    private static IEnumerable<string> Members(Type type)
    {
        foreach (ConstructorInfo constructor in type.GetConstructors(Declared).Where(IsOpen)) yield return $"new({Parameters(constructor)})";
        foreach (FieldInfo field in type.GetFields(Declared).Where(field => field.IsPublic || field.IsFamily))
            yield return $"{(field.IsLiteral ? "const " : field.IsStatic ? "static " : "")}{Name(field.FieldType)} {field.Name}";
        foreach (PropertyInfo property in type.GetProperties(Declared))
        {
            MethodInfo[] accessors = [.. property.GetAccessors(nonPublic: true).Where(IsOpen)];
            if (accessors.Length == 0) continue;
            string setter = property.SetMethod is { } set && IsOpen(set)
                ? set.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)) ? " init;" : " set;"
                : "";
            string index = property.GetIndexParameters() is { Length: > 0 } parameters ? $"[{string.Join(", ", parameters.Select(Parameter))}]" : "";
            yield return $"{Modifiers(accessors[0])}{Name(property.PropertyType)} {property.Name}{index} {{ get;{setter} }}";
        }
        foreach (MethodInfo method in type.GetMethods(Declared).Where(method => IsOpen(method) && !IsAccessor(method) && !IsWrittenByCompiler(type, method)))
            yield return Method(method);
    }

    private static bool IsOpen(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static bool IsAccessor(MethodInfo method) => method.IsSpecialName && !method.Name.StartsWith("op_", StringComparison.Ordinal);

    // Equality, printing and cloning of records are theirs by nature.
    private static bool IsWrittenByCompiler(Type type, MethodInfo method) =>
        method.IsDefined(typeof(CompilerGeneratedAttribute)) || (IsRecord(type) && method.Name is "PrintMembers" or "Deconstruct");

    private static bool IsRecord(Type type) => type.GetMethod("PrintMembers", Declared) is not null;

    private static string Kind(Type type) =>
        type.IsEnum ? "enum"
        : type.IsInterface ? "interface"
        : typeof(Delegate).IsAssignableFrom(type) ? "delegate"
        : (type.IsAbstract && type.IsSealed ? "static " : type.IsAbstract ? "abstract " : type.IsSealed && !type.IsValueType ? "sealed " : "")
            + (IsRecord(type) ? "record " : "") + (type.IsValueType ? "struct" : "class");

    private static string Bases(Type type)
    {
        if (type.IsEnum || typeof(Delegate).IsAssignableFrom(type)) return "";
        IEnumerable<Type> own = type.GetInterfaces().Where(face => !(IsRecord(type) && face.Name.StartsWith("IEquatable", StringComparison.Ordinal)));
        own = own.Except(own.SelectMany(face => face.GetInterfaces()));
        if (type.BaseType is { } parent && parent != typeof(object) && parent != typeof(ValueType)) own = own.Except(parent.GetInterfaces()).Prepend(parent);
        string list = string.Join(", ", own.Select(Name).Order(StringComparer.Ordinal));
        return list.Length == 0 ? "" : $" : {list}";
    }

    private static string Method(MethodInfo method)
    {
        string generic = method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(Name))}>" : "";
        string self = method.IsDefined(typeof(ExtensionAttribute)) ? "this " : "";
        return $"{Modifiers(method)}{Name(method.ReturnType)} {method.Name}{generic}({self}{Parameters(method)})";
    }

    private static string Modifiers(MethodBase method) =>
        (method.IsFamily ? "protected " : "")
        + (method.IsStatic ? "static " : method.IsAbstract && !method.DeclaringType!.IsInterface ? "abstract "
            : method is MethodInfo own && own.GetBaseDefinition() != own ? "override " : method.IsVirtual && !method.IsFinal && !method.DeclaringType!.IsInterface ? "virtual " : "");

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(Parameter));

    private static string Parameter(ParameterInfo parameter)
    {
        string prefix = parameter.IsOut ? "out " : parameter.ParameterType.IsByRef ? "ref "
            : parameter.IsDefined(typeof(ParamArrayAttribute)) || parameter.IsDefined(typeof(ParamCollectionAttribute)) ? "params " : "";
        string value = !parameter.HasDefaultValue ? "" : " = " + parameter.RawDefaultValue switch
        {
            null => parameter.ParameterType.IsValueType && Nullable.GetUnderlyingType(parameter.ParameterType) is null ? "default" : "null",
            string text => $"\"{text}\"",
            bool flag => flag ? "true" : "false",
            var other => Convert.ToString(other, CultureInfo.InvariantCulture),
        };
        return $"{prefix}{Name(parameter.ParameterType)} {parameter.Name}{value}";
    }

    private static string Name(Type type)
    {
        if (_keywords.TryGetValue(type, out string? keyword)) return keyword;
        if (type.IsByRef) return Name(type.GetElementType()!);
        if (type.IsArray) return $"{Name(type.GetElementType()!)}[{new string(',', type.GetArrayRank() - 1)}]";
        if (Nullable.GetUnderlyingType(type) is { } value) return $"{Name(value)}?";
        string own = type.Name.Split('`')[0];
        if (type.IsGenericParameter || !type.IsGenericType) return type is { IsNested: true, IsGenericParameter: false } ? $"{Name(type.DeclaringType!)}.{own}" : own;
        return $"{own}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>";
    }
}
