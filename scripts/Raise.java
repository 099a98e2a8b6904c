import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.StackMapsOption;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Gives class files of before Java 6 the format of Java 8, as a part of the build: the virtual machine verifies old ones at each start and keeps
/// them out of every start-up cache. Nothing but the version and the stack maps, which prove the types, is changed. What was done stands in the
/// jar's manifest, as its licence wants, and in NOTICE; a jar that has it is left alone.
///
/// `java scripts/Raise.java FOLDER`: all jars in it.
final class Raise {

    private static final int FIRST_WITH_STACK_MAPS = 50;
    private static final String NOTE = "Modified-By-Nightjar";

    public static void main(String[] args) throws IOException {
        try (var jars = Files.list(Path.of(args[0]))) {
            for (Path jar : jars.filter(file -> file.toString().endsWith(".jar")).sorted().toList()) {
                raise(jar);
            }
        }
    }

    private static void raise(Path jar) throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        Map<String, ZipEntry> heads = new LinkedHashMap<>();
        int raised = 0;
        try (JarFile from = new JarFile(jar.toFile())) {
            Manifest manifest = from.getManifest();
            if (manifest == null || manifest.getMainAttributes().containsKey(new Attributes.Name(NOTE))) {
                return;
            }
            ClassFile format = ClassFile.of(
                    StackMapsOption.GENERATE_STACK_MAPS,
                    ClassFile.ClassHierarchyResolverOption.of(ClassHierarchyResolver.ofResourceParsing(name -> in(from, name.descriptorString()))
                            .orElse(ClassHierarchyResolver.defaultResolver())));
            for (ZipEntry entry : java.util.Collections.list(from.entries())) {
                byte[] bytes = from.getInputStream(entry).readAllBytes();
                if (entry.getName().endsWith(".class") && major(bytes) < FIRST_WITH_STACK_MAPS) {
                    bytes = format.transformClass(format.parse(bytes), anew());
                    var wrong = format.verify(bytes);
                    if (!wrong.isEmpty()) {
                        throw new IllegalStateException(jar + ": " + entry.getName() + ": " + wrong.getFirst());
                    }
                    raised++;
                }
                entries.put(entry.getName(), bytes);
                heads.put(entry.getName(), entry);
            }
            if (raised == 0) {
                return;
            }
            manifest.getMainAttributes().putValue(NOTE, raised + " class files of old versions given version 52 and stack maps");
            ByteArrayOutputStream text = new ByteArrayOutputStream();
            manifest.write(text);
            entries.put(JarFile.MANIFEST_NAME, text.toByteArray());
        }
        write(jar, entries, heads);
    }

    private static int major(byte[] bytes) {
        return (bytes[6] & 0xff) << 8 | bytes[7] & 0xff;
    }

    /// Writes each method anew, which is what makes the stack maps.
    private static ClassTransform anew() {
        ClassTransform version = (to, element) ->
                to.with(element instanceof ClassFileVersion ? ClassFileVersion.of(ClassFile.JAVA_8_VERSION, 0) : element);
        return version.andThen(ClassTransform.transformingMethodBodies(CodeTransform.ACCEPT_ALL));
    }

    private static java.io.InputStream in(JarFile jar, String descriptor) {
        try {
            ZipEntry entry = jar.getEntry(descriptor.substring(1, descriptor.length() - 1) + ".class");
            return entry == null ? null : jar.getInputStream(entry);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /// With the times of the old one, so that the same build makes the same bytes.
    private static void write(Path jar, Map<String, byte[]> entries, Map<String, ZipEntry> heads) throws IOException {
        Path fresh = jar.resolveSibling(jar.getFileName() + ".new");
        try (ZipOutputStream to = new ZipOutputStream(Files.newOutputStream(fresh))) {
            for (var entry : entries.entrySet()) {
                ZipEntry head = new ZipEntry(entry.getKey());
                head.setTimeLocal(heads.get(entry.getKey()).getTimeLocal());
                to.putNextEntry(head);
                to.write(entry.getValue());
                to.closeEntry();
            }
        }
        Files.setLastModifiedTime(fresh, Files.getLastModifiedTime(jar));
        Files.move(fresh, jar, StandardCopyOption.REPLACE_EXISTING);
    }
}
