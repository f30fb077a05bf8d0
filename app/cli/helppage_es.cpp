// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/language.h"

namespace mxlens::cli {

namespace {

constexpr std::string_view page =
    R"(Uso: mxlens-cli summary [--filter FILTRO] [--json] RUTA...
     mxlens-cli export --table TABLA [--by DIVISIÓN] [--columns NOMBRES]
                       [--format FORMATO] [--filter FILTRO] [--stream]
                       [-o ARCHIVO] RUTA...
     mxlens-cli export --format parsedmarc-csv [-o ARCHIVO] RUTA...
     mxlens-cli report [--format FORMATO] [--domain DOMINIO] [--filter FILTRO]
                       [--language IDIOMA] [-o ARCHIVO] RUTA...
     mxlens-cli explain [--language IDIOMA] [TIPO-DE-RESULTADO | CÓDIGO]
     mxlens-cli check-record [--language IDIOMA] TEXTO
     mxlens-cli check-policy [--language IDIOMA] ARCHIVO

Lee informes TLS de SMTP (TLS-RPT, RFC 8460) y escribe lo que contienen. Nada
sale de este equipo.

RUTA es un archivo, una carpeta con todo lo que contiene o - para la entrada
estándar. Los informes se reconocen por su contenido, se llamen como se llamen
los archivos.

Órdenes
  summary            una página con las cifras principales, los fallos por
                     dominio, MX y tipo de resultado, y lo que no se pudo leer
  export             una tabla, una fila por línea
  report             un documento para personas: veredicto, evolución, problemas
                     y qué hacer, políticas, cifras y cómo se contó
  explain            qué significa un tipo de resultado o un código de motivo,
                     qué le hace al correo, quién actúa y qué hacer primero;
                     sin indicar ninguno, una lista
  check-record       comprueba un registro TLSRPT, MTA-STS o TLSA: su valor o
                     una línea de un archivo de zona
  check-policy       comprueba el texto de política MTA-STS de ARCHIVO, línea a
                     línea; - es la entrada estándar

Opciones
  --filter FILTRO    solo lo que cumple FILTRO, por ejemplo
                     "domain:example.com -result:starttls-not-supported"
                     Claves: domain mx org result type mode ip reason report
                     source after before failures sessions
  --domain DOMINIO   report: solo sobre ese dominio de política
  --json             summary como un objeto JSON
  --table TABLA      failures, policies, reports, trend, problems (qué está
                     roto, desde cuándo y quién lo ve), domains (¿listo para
                     enforce?) o sources
  --by DIVISIÓN      para --table trend: domain (lo habitual), mx, reporter o
                     result-type
  --columns NOMBRES  algunas columnas de la tabla en ese orden, separadas por
                     comas
  --format FORMATO   csv (lo habitual), jsonl o parsedmarc-csv: la disposición
                     de parsedmarc, una línea por política y después una por
                     cada detalle de fallo; ocupa el lugar de --table
  --separator NOMBRE el de CSV: comma (lo habitual), semicolon o tab
  --bom              el CSV empieza por una marca de orden de bytes, que algunas
                     hojas de cálculo necesitan para leer UTF-8
  --no-formula-guard
                     CSV sin el apóstrofo delante de los textos que una hoja de
                     cálculo ejecutaría como fórmula: solo para programas
  --report-keys      una última columna report_key, igual solo para informes
                     iguales, con la que se hallan duplicados en tablas
                     escritas por separado
  --stream           escribe mientras lee y no guarda nada, de modo que la
                     memoria no crece con los informes: tablas failures,
                     policies, reports y sources. También escribe duplicados
  -o, --output ARCHIVO
                     escribe en ARCHIVO en lugar de la salida estándar; un
                     archivo que ya exista queda como estaba si no se pudo
                     escribir todo
  --language IDIOMA  en o es: para la ayuda, los mensajes, explain, las
                     comprobaciones y las frases de las tablas problems y
                     domains. Sin indicarlo, el de LC_ALL, LC_MESSAGES o LANG
  --threads N        hilos que leen, de 1 a 256; sin indicarlo, uno por
                     procesador. La salida es la misma con cualquier N
  --cache            mantiene un índice de lo leído en la carpeta de caché del
                     usuario y lee solo lo que cambió. La salida es la misma
  -h, --help         esta página
  --version          la versión

Ejemplos
  mxlens-cli summary ~/Maildir/.informes-tls
  mxlens-cli summary --filter "domain:example.com after:2026-03-01" informes/
  mxlens-cli export --table problems --language es -o problemas.csv informes/
  mxlens-cli export --table failures --format jsonl --stream archivo.mbox |
      gzip > fallos.jsonl.gz
  mxlens-cli export --table trend --by mx --filter mx:mx1.example.com informes/
  mxlens-cli summary - < correo.eml
  mxlens-cli explain certificate-expired
  mxlens-cli check-record "v=TLSRPTv1; rua=mailto:tls@example.com"

Estado de salida
  0  todo bien
  1  alguna fuente no se pudo leer y todo lo demás se hizo; el registro o la
     política comprobados tienen un fallo, o su archivo no se pudo leer
  2  uso incorrecto, o no se pudo escribir la salida
  128 + N  terminado por la señal N
)";

} // namespace

std::string_view spanishHelp()
{
    return page;
}

} // namespace mxlens::cli
