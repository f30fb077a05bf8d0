// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/corewords.h"

#include <algorithm>
#include <array>
#include <optional>
#include <vector>

namespace mxlens {

namespace {

/// A phrase and its translation; `{}` stands for a part that is taken over, such as a number.
struct Phrase {
    std::string_view english;
    std::string_view spanish;
};

constexpr std::array phrases{
    // deviations
    Phrase{ "a byte order mark before the JSON", "una marca de orden de bytes delante del JSON" },
    Phrase{ "UTF-16 in place of UTF-8", "UTF-16 en lugar de UTF-8" },
    Phrase{ "bytes that are not UTF-8, replaced", "bytes que no son UTF-8, sustituidos" },
    Phrase{ "data behind the report, passed over", "datos detrás del informe, pasados por alto" },
    Phrase{ "several reports in one document", "varios informes en un documento" },
    Phrase{ "not valid JSON, repaired", "JSON no válido, reparado" },
    Phrase{ "bytes behind the end of the gzip data, passed over",
        "bytes detrás del final de los datos gzip, pasados por alto" },
    Phrase{ "compressed with gzip twice", "comprimido dos veces con gzip" },
    Phrase{ "the label promises another format than the content has",
        "la etiqueta promete otro formato que el del contenido" },
    Phrase{ "base64 with stray characters or missing padding",
        "base64 con caracteres sueltos o sin relleno" },
    Phrase{ "missing", "falta" },
    Phrase{ "null, read as absent", "null, leído como ausente" },
    Phrase{ "empty, read as absent", "vacío, leído como ausente" },
    Phrase{ "another JSON type than RFC 8460 has", "otro tipo de JSON que el del RFC 8460" },
    Phrase{ "written under another key", "escrito con otra clave" },
    Phrase{ "not in RFC 8460, kept", "no está en el RFC 8460, se conserva" },
    Phrase{ "stands twice in one object, the last one counts",
        "está dos veces en un objeto, cuenta la última" },
    Phrase{ "no policy object, its members stand beside it",
        "sin objeto policy, sus miembros están a su lado" },
    Phrase{ "no time zone", "sin zona horaria" },
    Phrase{ "no time of day", "sin hora del día" },
    Phrase{ "hour 24", "hora 24" },
    Phrase{ "not a date, unknown", "no es una fecha, desconocida" },
    Phrase{ "the range ends before it starts", "el periodo termina antes de empezar" },
    Phrase{ "the range is longer than 25 hours and counts on its first day",
        "el periodo dura más de 25 horas y cuenta en su primer día" },
    Phrase{ "a count written as text", "un recuento escrito como texto" },
    Phrase{ "a count written with a fraction", "un recuento escrito con decimales" },
    Phrase{ "not a count, unknown", "no es un recuento, desconocido" },
    Phrase{ "a negative count, unknown", "un recuento negativo, desconocido" },
    Phrase{ "a count beyond what JSON carries exactly",
        "un recuento mayor de lo que JSON lleva con exactitud" },
    Phrase{ "failure details add up to less than the summary",
        "los detalles de fallos suman menos que el resumen" },
    Phrase{ "failure details add up to more than the summary, they overlap",
        "los detalles de fallos suman más que el resumen, se solapan" },
    Phrase{ "a report without policies", "un informe sin políticas" },
    Phrase{ "not a policy type of RFC 8460", "no es un tipo de política del RFC 8460" },
    Phrase{ "the policy type in unusual form", "el tipo de política en forma poco habitual" },
    Phrase{ "the policy mode in unusual form", "el modo de la política en forma poco habitual" },
    Phrase{ "not a mode of RFC 8461", "no es un modo del RFC 8461" },
    Phrase{ "the policy text in unusual form", "el texto de la política en forma poco habitual" },
    Phrase{ "mx-host in unusual form", "mx-host en forma poco habitual" },
    Phrase{ "a domain in unusual form", "un dominio en forma poco habitual" },
    Phrase{ "missing, taken from outside the report", "falta, tomado de fuera del informe" },
    Phrase{ "mail or file name say something else, the report counts",
        "el correo o el nombre del archivo dicen otra cosa, cuenta el informe" },
    Phrase{ "not a result type of RFC 8460", "no es un tipo de resultado del RFC 8460" },
    Phrase{ "the result type in unusual form", "el tipo de resultado en forma poco habitual" },
    Phrase{ "not an IP address", "no es una dirección IP" },
    Phrase{ "an IPv6 address not in RFC 5952 form",
        "una dirección IPv6 que no tiene la forma del RFC 5952" },
    Phrase{ "control characters in the text", "caracteres de control en el texto" },
    Phrase{ "another report has the same identity and other content, both count",
        "otro informe tiene la misma identidad y otro contenido, ambos cuentan" },
    Phrase{ "written", "escrito" },
    Phrase{ "read as ", "leído como " },
    Phrase{ "read as a list of one", "leído como una lista de un elemento" },
    Phrase{ "read as a list of {}", "leído como una lista de {}" },
    Phrase{ "read as text", "leído como texto" },
    Phrase{ "read as nothing", "leído como nada" },
    Phrase{ "read as left out", "leído como omitido" },
    Phrase{ "read as {} not detailed", "leído como {} sin detallar" },
    Phrase{ "[{} times]", "[{} veces]" },
    // deviations whose value core words itself: with all others it is what the reporter wrote
    Phrase{ "another JSON type than RFC 8460 has (written: object)",
        "otro tipo de JSON que el del RFC 8460 (escrito: objeto)" },
    Phrase{ "failure details add up to less than the summary (written: {} of {})",
        "los detalles de fallos suman menos que el resumen (escrito: {} de {})" },
    Phrase{ "failure details add up to more than the summary, they overlap (written: {} of {})",
        "los detalles de fallos suman más que el resumen, se solapan (escrito: {} de {})" },
    Phrase{ "compressed with gzip twice (written: gzip in gzip)",
        "comprimido dos veces con gzip (escrito: gzip dentro de gzip)" },
    Phrase{ "file name", "nombre del archivo" },
    Phrase{ "date range in the file name: mail or file name say something else, the report counts "
            "(written: {} to {})",
        "periodo en el nombre del archivo: el correo o el nombre del archivo dicen otra cosa, "
        "cuenta el informe (escrito: {} a {})" },
    // causes of errors and what to do
    Phrase{ "does not exist", "no existe" },
    Phrase{ "check the path", "compruebe la ruta" },
    Phrase{ "may not be read", "no se permite leerlo" },
    Phrase{ "check its permissions", "compruebe sus permisos" },
    Phrase{ "is neither a file nor a folder", "no es un archivo ni una carpeta" },
    Phrase{ "is a link that leads back to itself", "es un enlace que lleva a sí mismo" },
    Phrase{ "name the folder itself", "indique la carpeta misma" },
    Phrase{ "could not be read", "no se pudo leer" },
    Phrase{ "check the disk and try again", "compruebe el disco e inténtelo de nuevo" },
    Phrase{ "is larger than the limit", "supera el límite de tamaño" },
    Phrase{ "decompresses to far more than a report can be, perhaps a decompression bomb",
        "se descomprime a mucho más de lo que puede ser un informe, quizá una bomba de "
        "descompresión" },
    Phrase{ "is nested too deep", "está anidado a demasiada profundidad" },
    Phrase{ "has more entries than the limit", "tiene más entradas que el límite" },
    Phrase{ "split the archive", "divida el archivo comprimido" },
    Phrase{ "compressed data is damaged", "los datos comprimidos están dañados" },
    Phrase{ "fetch the file again", "obtenga de nuevo el archivo" },
    Phrase{ "the data ends too early", "los datos terminan antes de tiempo" },
    Phrase{ "is encrypted", "está cifrado" },
    Phrase{ "unpack it with its password first", "descomprímalo antes con su contraseña" },
    Phrase{ "not valid JSON", "JSON no válido" },
    Phrase{ "this format is not read", "este formato no se lee" },
    Phrase{ "could not be written", "no se pudo escribir" },
    Phrase{ "there is not enough memory", "no hay memoria suficiente" },
    Phrase{ "close other programs or read less at once",
        "cierre otros programas o lea menos de una vez" },
    Phrase{ "makes no sense", "no tiene sentido" },
    Phrase{ "cancelled", "cancelado" },
    Phrase{ "failed", "falló" },
    Phrase{ "byte {}", "byte {}" },
    // details of errors
    Phrase{ "gzip data of {} bytes became more than {}",
        "{} bytes de datos gzip se convirtieron en más de {}" },
    Phrase{ "gzip data of {} bytes", "{} bytes de datos gzip" },
    Phrase{ "gzip data, at its byte {}", "datos gzip, en su byte {}" },
    Phrase{ "the data is complete, but the gzip checksum behind it does not match",
        "los datos están completos, pero la suma de comprobación gzip que los sigue no coincide" },
    Phrase{ "the gzip header is not valid", "la cabecera gzip no es válida" },
    Phrase{ "in the middle of the JSON", "en medio del JSON" },
    Phrase{ "line {}, column {}", "línea {}, columna {}" },
    Phrase{ "JSON nested deeper than the limit", "JSON anidado a más profundidad que el límite" },
    Phrase{ "more policies and failure details than a report can have",
        "más políticas y detalles de fallo de los que puede tener un informe" },
    Phrase{ "all in the file together", "todo lo que contiene el archivo, en conjunto" },
    Phrase{ "JSON that is slow to read", "JSON que es lento de leer" },
    Phrase{ "a FIFO, a socket or a device", "un FIFO, un socket o un dispositivo" },
    Phrase{ "a folder where a file should be", "una carpeta donde debería haber un archivo" },
    Phrase{ "it leads to a folder above it", "lleva a una carpeta superior" },
    Phrase{ "a member that needs a password", "un miembro que necesita contraseña" },
    Phrase{ "the archive is damaged", "el archivo comprimido está dañado" },
    Phrase{ "an archive of {} bytes became more than {}",
        "un archivo comprimido de {} bytes se convirtió en más de {}" },
    Phrase{ "the parts of the mail are nested too deeply",
        "las partes del correo están anidadas a demasiada profundidad" },
    Phrase{ "the attachment should be a TLS report, but is neither JSON nor gzip",
        "el adjunto debería ser un informe TLS, pero no es JSON ni gzip" },
    Phrase{ "the attachment should be a TLS report, but is empty",
        "el adjunto debería ser un informe TLS, pero está vacío" },
    Phrase{ "the attachment should be a TLS report, but is ",
        "el adjunto debería ser un informe TLS, pero es " },
    Phrase{ "a document of more than {}", "un documento de más de {}" },
    Phrase{ "a mail of more than {}", "un correo de más de {}" },
    Phrase{ "an Outlook item over the limit on mails",
        "un elemento de Outlook que supera el límite de los correos" },
    Phrase{ "the attachments of the Outlook item claim more bytes than it has",
        "los adjuntos del elemento de Outlook declaran más bytes de los que tiene" },
    Phrase{ "an Outlook data file (.pst or .ost)", "un archivo de datos de Outlook (.pst u .ost)" },
    Phrase{ "in Outlook, drag the reports into a folder, which saves them as .msg files, or export "
            "them from a mail program as .eml or mbox, and open those",
        "en Outlook, arrastre los informes a una carpeta, que los guarda como archivos .msg, o "
        "expórtelos desde un programa de correo como .eml o mbox, y abra esos" },
    Phrase{ "a RAR archive", "un archivo RAR" },
    Phrase{ "unpack it and open the folder", "descomprímalo y abra la carpeta" },
    Phrase{ "standard input cannot be read a second time",
        "la entrada estándar no se puede leer por segunda vez" },
    Phrase{ "the report is not there any more", "el informe ya no está" },
    Phrase{ "the file changed after it was read", "el archivo cambió después de leerlo" },
    Phrase{ "open it again", "ábralo de nuevo" },
    Phrase{ "it was cancelled", "se canceló" },
    // what cannot be written
    Phrase{ "the disk is full", "el disco está lleno" },
    Phrase{ "free some space or choose another folder", "libere espacio o elija otra carpeta" },
    Phrase{ "the disk quota is used up", "la cuota de disco está agotada" },
    Phrase{ "the file would grow past the limit on file sizes",
        "el archivo superaría el límite de tamaño de los archivos" },
    Phrase{ "writing is not permitted", "no se permite escribir" },
    Phrase{ "choose another folder or change its permissions",
        "elija otra carpeta o cambie sus permisos" },
    Phrase{ "the disk is read-only", "el disco es de solo lectura" },
    Phrase{ "choose another folder", "elija otra carpeta" },
    Phrase{ "the folder does not exist", "la carpeta no existe" },
    Phrase{ "a part of the path is not a folder", "una parte de la ruta no es una carpeta" },
    Phrase{ "it is a folder", "es una carpeta" },
    Phrase{ "give the name of a file in it", "indique el nombre de un archivo dentro de ella" },
    Phrase{ "the name is too long", "el nombre es demasiado largo" },
    Phrase{ "symbolic links lead in a circle", "los enlaces simbólicos forman un círculo" },
    Phrase{ "the folder or the unfinished file was removed during writing",
        "la carpeta o el archivo sin terminar se borró mientras se escribía" },
    Phrase{ "the name of the file is empty", "el nombre del archivo está vacío" },
    Phrase{ "the file is write-protected", "el archivo está protegido contra escritura" },
    Phrase{ "choose another name", "elija otro nombre" },
    Phrase{ "create it or choose another", "créela o elija otra" },
    Phrase{ "choose a shorter one", "elija uno más corto" },
    Phrase{ "choose fewer rows or raise the limit", "elija menos filas o suba el límite" },
    Phrase{ "the disk reports an error", "el disco comunica un error" },
    Phrase{ "try again or choose another folder", "inténtelo de nuevo o elija otra carpeta" },
    Phrase{ "give one", "indique uno" },
    // what is no report
    Phrase{ "mail without a TLS report, although its header announces one",
        "correo sin informe TLS, aunque su cabecera anuncia uno" },
    Phrase{ "mail without a TLS report", "correo sin informe TLS" },
    Phrase{ "its attachment is ", "su adjunto es " },
    Phrase{
        "JSON without any member of a TLS report", "JSON sin ningún miembro de un informe TLS" },
    Phrase{ "JSON, but not a TLS report", "JSON, pero no un informe TLS" },
    Phrase{ "a link in an archive", "un enlace en un archivo comprimido" },
    Phrase{ "the same report as {}", "el mismo informe que {}" },
    Phrase{ "empty", "vacío" },
    Phrase{ "an empty folder", "una carpeta vacía" },
    Phrase{ "a mail", "un correo" },
    Phrase{ "an mbox", "un mbox" },
    Phrase{ "an Outlook item", "un elemento de Outlook" },
    Phrase{ "a DMARC report", "un informe DMARC" },
    Phrase{ "an XML document", "un documento XML" },
    Phrase{ "an HTML page", "una página HTML" },
    Phrase{ "a PDF document", "un documento PDF" },
    Phrase{ "an image", "una imagen" },
    Phrase{ "an office document", "un documento de ofimática" },
    Phrase{ "a rich text document", "un documento de texto con formato" },
    Phrase{ "plain text", "texto sin formato" },
    Phrase{ "binary data", "datos binarios" },
    // faults of a filter
    Phrase{ "a minus must stand directly before what it leaves out",
        "el menos debe ir justo delante de lo que excluye" },
    Phrase{
        "unknown key {}, perhaps {}; the keys are {}; put quotes around text that holds a colon",
        "clave desconocida {}, quizá {}; las claves son {}; ponga entre comillas el texto con dos "
        "puntos" },
    Phrase{ "unknown key {}; the keys are {}; put quotes around text that holds a colon",
        "clave desconocida {}; las claves son {}; ponga entre comillas el texto con dos puntos" },
    Phrase{ "a value is missing", "falta un valor" },
    Phrase{ "the closing quote is missing", "faltan las comillas de cierre" },
    Phrase{ "this key takes one value", "esta clave admite un solo valor" },
    Phrase{ "a day is written YYYY-MM-DD", "un día se escribe AAAA-MM-DD" },
    Phrase{ "there is no such day", "ese día no existe" },
    Phrase{ "a number is wanted, as in >10, <=5 or 3", "se espera un número, como >10, <=5 o 3" },
    Phrase{ "a prefix length goes from 0 to {}", "la longitud de un prefijo va de 0 a {}" },
    Phrase{ "an address or a prefix is wanted, as in 192.0.2.0/24",
        "se espera una dirección o un prefijo, como 192.0.2.0/24" },
};

constexpr std::string_view hole = "{}";
constexpr std::size_t mostInHole = 300; // Bytes: hostile text is not searched to its end each time.

/// What begins a phrase stands at the start or behind one of these, what ends it before one.
bool beginsAt(std::string_view text, std::size_t at)
{
    const std::string_view before = text.substr(0, at);
    return at == 0 || text.substr(at - 1, 2) == " [" || before.ends_with(": ")
        || before.ends_with("; ") || before.ends_with(", ") || before.ends_with(" (")
        || before.ends_with(" is ") || before.ends_with("read as ");
}

bool endsAt(std::string_view text, std::size_t at)
{
    const std::string_view rest = text.substr(at);
    return rest.empty() || rest.starts_with(": ") || rest.starts_with("; ")
        || rest.starts_with(", ") || rest.starts_with(" (") || rest.starts_with(")")
        || rest.starts_with(" [");
}

/// A phrase that was found: how far it goes and what stands in its holes.
struct Match {
    std::size_t length = 0;
    std::vector<std::string_view> parts;
};

std::optional<Match> match(std::string_view text, std::string_view phrase)
{
    Match found;
    std::size_t at = 0;
    while (true) {
        const std::size_t next = phrase.find(hole);
        const std::string_view words = phrase.substr(0, next);
        if (!text.substr(at).starts_with(words))
            return std::nullopt;
        at += words.size();
        if (next == std::string_view::npos)
            break;
        phrase.remove_prefix(next + hole.size());
        const std::string_view behind = phrase.substr(0, phrase.find(hole));
        std::size_t end = behind.empty()
            ? std::min(text.find_first_of(";,()", at), text.find(" [", at))
            : text.substr(0, at + mostInHole).find(behind, at);
        if (end == std::string_view::npos && behind.empty())
            end = text.size();
        if (end == std::string_view::npos)
            return std::nullopt;
        found.parts.push_back(text.substr(at, end - at));
        at = end;
    }
    found.length = at;
    return found;
}

std::string filled(std::string_view text, const std::vector<std::string_view>& parts)
{
    std::string result;
    for (const std::string_view part : parts) {
        const std::size_t at = text.find(hole);
        result.append(text.substr(0, at)).append(part);
        text.remove_prefix(at + hole.size());
    }
    return result.append(text);
}

} // namespace

std::string inLanguage(std::string_view sentence, Language language)
{
    if (language == Language::English)
        return std::string(sentence);
    std::string result;
    std::size_t at = 0;
    while (at < sentence.size()) {
        const Phrase* best = nullptr;
        Match longest;
        if (beginsAt(sentence, at)) {
            for (const Phrase& phrase : phrases) {
                std::optional<Match> found = match(sentence.substr(at), phrase.english);
                // A phrase that ends with a blank goes on with what follows.
                if (found && found->length > longest.length
                    && (phrase.english.ends_with(' ') || endsAt(sentence, at + found->length))) {
                    best = &phrase;
                    longest = std::move(*found);
                }
            }
        }
        if (best)
            result += filled(best->spanish, longest.parts);
        else
            result += sentence[at];
        at += best ? longest.length : 1;
    }
    return result;
}

} // namespace mxlens
