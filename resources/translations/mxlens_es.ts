<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="es" sourcelanguage="en">
<context>
    <name>mxlens::AboutDialog</name>
    <message>
        <source>About MX Lens</source>
        <translation>Acerca de MX Lens</translation>
    </message>
    <message>
        <source>Shows SMTP TLS reports (TLS-RPT, RFC 8460): what fails, since when, who noticed.</source>
        <translation>Muestra informes TLS de SMTP (TLS-RPT, RFC 8460): qué falla, desde cuándo y quién lo notó.</translation>
    </message>
    <message>
        <source>Nothing leaves this computer: no server, no account, no network.</source>
        <translation>Nada sale de este equipo: sin servidor, sin cuenta, sin red.</translation>
    </message>
    <message>
        <source>Free software under the GNU General Public License, version 3 or later.</source>
        <translation>Software libre bajo la Licencia Pública General de GNU, versión 3 o posterior.</translation>
    </message>
    <message>
        <source>&amp;Program</source>
        <translation>&amp;Programa</translation>
    </message>
    <message>
        <source>the window</source>
        <translation>la ventana</translation>
    </message>
    <message>
        <source>the chart</source>
        <translation>el gráfico</translation>
    </message>
    <message>
        <source>unusual JSON</source>
        <translation>JSON poco habitual</translation>
    </message>
    <message>
        <source>gzip and zip</source>
        <translation>gzip y zip</translation>
    </message>
    <message>
        <source>other archives</source>
        <translation>otros archivos comprimidos</translation>
    </message>
    <message>
        <source>gzip, if built with it</source>
        <translation>gzip, si se compiló con ella</translation>
    </message>
    <message>
        <source>&amp;Licences</source>
        <translation>&amp;Licencias</translation>
    </message>
    <message>
        <source>MX Lens stands on the work of others:</source>
        <translation>MX Lens se apoya en el trabajo de otros:</translation>
    </message>
    <message>
        <source>&amp;Diagnostics</source>
        <translation>&amp;Diagnóstico</translation>
    </message>
    <message>
        <source>For a bug report. It names no user, computer, file, domain or organization.</source>
        <translation>Para comunicar un fallo. No nombra usuarios, equipos, archivos, dominios ni organizaciones.</translation>
    </message>
    <message>
        <source>&amp;Text to copy</source>
        <translation>&amp;Texto para copiar</translation>
    </message>
</context>
<context>
    <name>mxlens::Cells</name>
    <message>
        <source>today</source>
        <translation>hoy</translation>
    </message>
    <message>
        <source>yesterday</source>
        <translation>ayer</translation>
    </message>
    <message>
        <source>tomorrow</source>
        <translation>mañana</translation>
    </message>
    <message numerus="yes">
        <source>in %n days</source>
        <translation>
            <numerusform>dentro de %n día</numerusform>
            <numerusform>dentro de %n días</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n days ago</source>
        <translation>
            <numerusform>hace %n día</numerusform>
            <numerusform>hace %n días</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n weeks ago</source>
        <translation>
            <numerusform>hace %n semana</numerusform>
            <numerusform>hace %n semanas</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n months ago</source>
        <translation>
            <numerusform>hace %n mes</numerusform>
            <numerusform>hace %n meses</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n years ago</source>
        <translation>
            <numerusform>hace %n año</numerusform>
            <numerusform>hace %n años</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The report departs from RFC 8460 in %n place(s):</source>
        <translation>
            <numerusform>El informe se aparta del RFC 8460 en %n punto:</numerusform>
            <numerusform>El informe se aparta del RFC 8460 en %n puntos:</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mxlens::ChartPage</name>
    <message>
        <source>A heat map shows numbers by colours and has no scale</source>
        <translation>Un mapa de calor muestra los números con colores y no tiene escala</translation>
    </message>
    <message>
        <source>Numbers of the chart</source>
        <translation>Números del gráfico</translation>
    </message>
    <message>
        <source>Stacked</source>
        <translation>Apilado</translation>
    </message>
    <message>
        <source>One strip each</source>
        <translation>Una franja cada uno</translation>
    </message>
    <message>
        <source>Heat map</source>
        <translation>Mapa de calor</translation>
    </message>
    <message>
        <source>show&amp;n as</source>
        <translation>m&amp;ostrado como</translation>
    </message>
    <message>
        <source>Num&amp;bers</source>
        <translation>Núme&amp;ros</translation>
    </message>
    <message>
        <source>Show the numbers of the chart as a table</source>
        <translation>Mostrar los números del gráfico en una tabla</translation>
    </message>
    <message>
        <source>Save, copy or print the chart</source>
        <translation>Guardar, copiar o imprimir el gráfico</translation>
    </message>
    <message>
        <source>&amp;Save chart…</source>
        <translation>&amp;Guardar el gráfico…</translation>
    </message>
    <message>
        <source>&amp;Copy chart</source>
        <translation>&amp;Copiar el gráfico</translation>
    </message>
    <message>
        <source>&amp;Print chart…</source>
        <translation>&amp;Imprimir el gráfico…</translation>
    </message>
    <message>
        <source>Show &amp;all days</source>
        <translation>Mostrar &amp;todos los días</translation>
    </message>
    <message>
        <source>Show only %1</source>
        <extracomment>%1: a domain, MX, reporter, result type or policy mode</extracomment>
        <translation>Mostrar solo %1</translation>
    </message>
    <message>
        <source>Leave %1 out</source>
        <translation>Excluir %1</translation>
    </message>
    <message>
        <source>%1 could not be written: %2</source>
        <translation>No se pudo escribir %1: %2</translation>
    </message>
    <message>
        <source>Spl&amp;it by</source>
        <translation>&amp;Dividir por</translation>
    </message>
    <message>
        <source>Lo&amp;garithmic</source>
        <translation>Logarí&amp;tmica</translation>
    </message>
    <message>
        <source>S&amp;ave</source>
        <translation>&amp;Guardar</translation>
    </message>
</context>
<context>
    <name>mxlens::ChartWords</name>
    <message>
        <source>no organization named</source>
        <translation>organización sin indicar</translation>
    </message>
    <message>
        <source>no result type</source>
        <translation>sin tipo de resultado</translation>
    </message>
    <message>
        <source>no MTA-STS mode</source>
        <translation>sin modo MTA-STS</translation>
    </message>
    <message>
        <source>(no domain named)</source>
        <translation>(dominio sin indicar)</translation>
    </message>
    <message>
        <source>domain</source>
        <translation>dominio</translation>
    </message>
    <message>
        <source>MX</source>
        <translation>MX</translation>
    </message>
    <message>
        <source>reporter</source>
        <translation>informante</translation>
    </message>
    <message>
        <source>result type</source>
        <translation>tipo de resultado</translation>
    </message>
    <message>
        <source>policy mode</source>
        <translation>modo de política</translation>
    </message>
    <message>
        <source>no policy</source>
        <translation>sin política</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>desconocido</translation>
    </message>
    <message>
        <source>mode %1 to %2</source>
        <extracomment>%1, %2: policy modes, or &quot;no policy&quot;</extracomment>
        <translation>modo %1 a %2</translation>
    </message>
    <message>
        <source>max_age %1 to %2 seconds</source>
        <translation>max_age %1 a %2 segundos</translation>
    </message>
    <message>
        <source>added mx %1</source>
        <translation>añadido mx %1</translation>
    </message>
    <message>
        <source>removed mx %1</source>
        <translation>quitado mx %1</translation>
    </message>
    <message numerus="yes">
        <source>And %1 other policy change(s).</source>
        <translation>
            <numerusform>Y %1 cambio más de política.</numerusform>
            <numerusform>Y %1 cambios más de política.</numerusform>
        </translation>
    </message>
    <message>
        <source>sessions of the policies that cover %1</source>
        <translation>sesiones de las políticas que cubren %1</translation>
    </message>
    <message>
        <source>sessions of %1</source>
        <translation>sesiones de %1</translation>
    </message>
    <message>
        <source>failed at %1</source>
        <translation>fallidas en %1</translation>
    </message>
    <message>
        <source>failed without an MX named</source>
        <translation>fallidas sin MX indicado</translation>
    </message>
    <message>
        <source>All domains</source>
        <translation>Todos los dominios</translation>
    </message>
    <message>
        <source>sessions of the policies that match</source>
        <translation>sesiones de las políticas que coinciden</translation>
    </message>
    <message>
        <source>sessions</source>
        <translation>sesiones</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>fallidas</translation>
    </message>
    <message>
        <source>Figures are those of whole policies in which a failure detail matched.</source>
        <translation>Las cifras son de las políticas enteras en las que coincidió un detalle de fallo.</translation>
    </message>
    <message>
        <source>One session may count under several result types.</source>
        <translation>Una sesión puede contar en varios tipos de resultado.</translation>
    </message>
    <message>
        <source>Reports count failures by MX, but sessions by policy.</source>
        <translation>Los informes cuentan los fallos por MX, pero las sesiones por política.</translation>
    </message>
    <message>
        <source>Reports count failures by MX, but sessions by policy. Failures that name no MX stand with the one that their policy means, or not here.</source>
        <translation>Los informes cuentan los fallos por MX, pero las sesiones por política. Los fallos sin MX figuran con el único que su política nombra, o no figuran aquí.</translation>
    </message>
    <message>
        <source>The parts are those of the policies that cover the MX.</source>
        <translation>Las partes son las de las políticas que cubren el MX.</translation>
    </message>
    <message>
        <source>sessions of the policies that cover it</source>
        <translation>sesiones de las políticas que lo cubren</translation>
    </message>
    <message>
        <source>sessions of all policies, not of one MX</source>
        <translation>sesiones de todas las políticas, no de un MX</translation>
    </message>
    <message numerus="yes">
        <source>%1 and %2 other(s)</source>
        <extracomment>%1: names; %2: number</extracomment>
        <translation>
            <numerusform>%1 y %2 más</numerusform>
            <numerusform>%1 y %2 más</numerusform>
        </translation>
    </message>
    <message>
        <source>Policy of %1: %2, seen by %3.</source>
        <extracomment>%1: domain; %2: &quot;mode testing to enforce, added mx mx2.example.com&quot;; %3: names</extracomment>
        <translation>Política de %1: %2, según %3.</translation>
    </message>
    <message>
        <source>Nothing</source>
        <translation>Nada</translation>
    </message>
    <message>
        <source>Domain</source>
        <translation>Dominio</translation>
    </message>
    <message>
        <source>Reporter</source>
        <translation>Informante</translation>
    </message>
    <message>
        <source>Result type</source>
        <translation>Tipo de resultado</translation>
    </message>
    <message>
        <source>Policy mode</source>
        <translation>Modo de política</translation>
    </message>
</context>
<context>
    <name>mxlens::CheckPane</name>
    <message>
        <source>What was read</source>
        <translation>Lo que se leyó</translation>
    </message>
    <message>
        <source>This text is too long to be checked.</source>
        <translation>Este texto es demasiado largo para comprobarlo.</translation>
    </message>
</context>
<context>
    <name>mxlens::ColumnKeeper</name>
    <message>
        <source>&amp;Reset columns</source>
        <translation>&amp;Restablecer columnas</translation>
    </message>
</context>
<context>
    <name>mxlens::Columns</name>
    <message>
        <source>Organization</source>
        <translation>Organización</translation>
    </message>
    <message>
        <source>Contact</source>
        <translation>Contacto</translation>
    </message>
    <message>
        <source>Report ID</source>
        <translation>ID del informe</translation>
    </message>
    <message>
        <source>Start (UTC)</source>
        <translation>Inicio (UTC)</translation>
    </message>
    <message>
        <source>End (UTC)</source>
        <translation>Fin (UTC)</translation>
    </message>
    <message>
        <source>Policy type</source>
        <translation>Tipo de política</translation>
    </message>
    <message>
        <source>Mode</source>
        <translation>Modo</translation>
    </message>
    <message>
        <source>Policy domain</source>
        <translation>Dominio de la política</translation>
    </message>
    <message>
        <source>MX patterns</source>
        <translation>Patrones MX</translation>
    </message>
    <message>
        <source>Result type</source>
        <translation>Tipo de resultado</translation>
    </message>
    <message>
        <source>Sending IP</source>
        <translation>IP de envío</translation>
    </message>
    <message>
        <source>MX</source>
        <translation>MX</translation>
    </message>
    <message>
        <source>MX HELO</source>
        <translation>HELO del MX</translation>
    </message>
    <message>
        <source>Receiving IP</source>
        <translation>IP de recepción</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fallidas</translation>
    </message>
    <message>
        <source>Additional information</source>
        <translation>Información adicional</translation>
    </message>
    <message>
        <source>Failure reason</source>
        <translation>Motivo del fallo</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Fuente</translation>
    </message>
    <message>
        <source>Policy text</source>
        <translation>Texto de la política</translation>
    </message>
    <message>
        <source>Succeeded</source>
        <translation>Con éxito</translation>
    </message>
    <message>
        <source>Failure details</source>
        <translation>Detalles de fallos</translation>
    </message>
    <message>
        <source>Policies</source>
        <translation>Políticas</translation>
    </message>
    <message>
        <source>Sessions</source>
        <translation>Sesiones</translation>
    </message>
    <message>
        <source>Deviations</source>
        <translation>Desviaciones</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>Resultado</translation>
    </message>
    <message>
        <source>Reports</source>
        <translation>Informes</translation>
    </message>
    <message>
        <source>Detail</source>
        <translation>Detalle</translation>
    </message>
    <message>
        <source>Severity</source>
        <translation>Gravedad</translation>
    </message>
    <message>
        <source>Subject</source>
        <translation>Sujeto</translation>
    </message>
    <message>
        <source>Cause</source>
        <translation>Causa</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>Desde</translation>
    </message>
    <message>
        <source>Until</source>
        <translation>Hasta</translation>
    </message>
    <message>
        <source>Ongoing</source>
        <translation>Continúa</translation>
    </message>
    <message>
        <source>Reporters</source>
        <translation>Informantes</translation>
    </message>
    <message>
        <source>Effect on mail</source>
        <translation>Efecto en el correo</translation>
    </message>
    <message>
        <source>Summary</source>
        <translation>Resumen</translation>
    </message>
    <message>
        <source>Problem</source>
        <translation>Problema</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>Proporción</translation>
    </message>
    <message>
        <source>First day</source>
        <translation>Primer día</translation>
    </message>
    <message>
        <source>Last day</source>
        <translation>Último día</translation>
    </message>
    <message>
        <source>Ready to enforce?</source>
        <translation>¿Listo para enforce?</translation>
    </message>
    <message>
        <source>Basis</source>
        <translation>Fundamento</translation>
    </message>
</context>
<context>
    <name>mxlens::CommandLine</name>
    <message>
        <source>Show only what matches, for example domain:example.com.</source>
        <translation>Mostrar solo lo que coincida, por ejemplo domain:example.com.</translation>
    </message>
    <message>
        <source>QUERY</source>
        <translation>FILTRO</translation>
    </message>
    <message>
        <source>Language of the window: en or es. Without it that of the settings, or else of the system.</source>
        <translation>Idioma de la ventana: en o es. Sin indicarlo, el de la configuración o, si no, el del sistema.</translation>
    </message>
    <message>
        <source>LANGUAGE</source>
        <translation>IDIOMA</translation>
    </message>
    <message>
        <source>Shows SMTP TLS reports (TLS-RPT, RFC 8460): what fails and since when.</source>
        <translation>Muestra informes TLS de SMTP (TLS-RPT, RFC 8460): qué falla y desde cuándo.</translation>
    </message>
    <message>
        <source>PATH</source>
        <translation>RUTA</translation>
    </message>
    <message>
        <source>Files and folders to read: reports, mails, mailboxes, archives.</source>
        <translation>Archivos y carpetas que leer: informes, correos, buzones y archivos comprimidos.</translation>
    </message>
    <message>
        <source>[PATH...]</source>
        <translation>[RUTA...]</translation>
    </message>
    <message>
        <source>There are no texts in the language %1; there are: en, es.</source>
        <translation>No hay textos en el idioma %1; hay: en, es.</translation>
    </message>
</context>
<context>
    <name>mxlens::DaysDialog</name>
    <message>
        <source>Days to show</source>
        <translation>Días que se muestran</translation>
    </message>
    <message>
        <source>&amp;First day:</source>
        <translation>&amp;Primer día:</translation>
    </message>
    <message>
        <source>&amp;Last day:</source>
        <translation>&amp;Último día:</translation>
    </message>
    <message>
        <source>There are reports from %1.</source>
        <translation>Informes disponibles: %1.</translation>
    </message>
    <message>
        <source>A day in UTC, as in the reports</source>
        <translation>Un día en UTC, como en los informes</translation>
    </message>
    <message numerus="yes">
        <source>%1 day(s), both ends included (UTC)</source>
        <translation>
            <numerusform>%1 día, ambos extremos incluidos (UTC)</numerusform>
            <numerusform>%1 días, ambos extremos incluidos (UTC)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mxlens::Details</name>
    <message>
        <source>an organization without a name</source>
        <translation>una organización sin nombre</translation>
    </message>
    <message>
        <source>a domain that is not named</source>
        <translation>un dominio sin nombre</translation>
    </message>
    <message>
        <source>how many failed is unknown</source>
        <translation>no se sabe cuántas fallaron</translation>
    </message>
    <message>
        <source>none failed</source>
        <translation>ninguna falló</translation>
    </message>
    <message>
        <source>all failed</source>
        <translation>todas fallaron</translation>
    </message>
    <message>
        <source>%1 failed</source>
        <extracomment>%1: number of sessions</extracomment>
        <translation>%1 fallidas</translation>
    </message>
    <message>
        <source>%1 failed (%2)</source>
        <extracomment>%1: number of sessions; %2: their share</extracomment>
        <translation>%1 fallidas (%2)</translation>
    </message>
    <message>
        <source> The same report stands in another source: this one is not counted.</source>
        <translation> El mismo informe está en otra fuente: este no se cuenta.</translation>
    </message>
    <message>
        <source> Another report has the same identity and other content: both count.</source>
        <translation> Otro informe tiene la misma identidad y otro contenido: ambos cuentan.</translation>
    </message>
    <message numerus="yes">
        <source>%1 domain(s)</source>
        <translation>
            <numerusform>%1 dominio</numerusform>
            <numerusform>%1 dominios</numerusform>
        </translation>
    </message>
    <message>
        <source>on an unknown day</source>
        <translation>en un día desconocido</translation>
    </message>
    <message>
        <source>on %1 (UTC)</source>
        <extracomment>%1: a day</extracomment>
        <translation>el %1 (UTC)</translation>
    </message>
    <message>
        <source>from %1 (UTC)</source>
        <extracomment>%1: two days: &quot;1 September to 7 September 2026&quot;</extracomment>
        <translation>del %1 (UTC)</translation>
    </message>
    <message>
        <source>%1 (no MX named)</source>
        <translation>%1 (sin MX)</translation>
    </message>
    <message>
        <source>no result type given</source>
        <translation>sin tipo de resultado</translation>
    </message>
    <message>
        <source>An unknown number of sessions from %1 to %2 failed %3: %4.</source>
        <extracomment>%1: organization; %2: MX; %3: &quot;on 3 September 2026 (UTC)&quot;; %4: result type</extracomment>
        <translation>Un número desconocido de sesiones de %1 con %2 falló %3: %4.</translation>
    </message>
    <message numerus="yes">
        <source>%1 session(s) from %2 to %3 failed %4: %5.</source>
        <extracomment>%1: number; %2: organization; %3: MX; %4: &quot;on 3 September 2026 (UTC)&quot;; %5: result type</extracomment>
        <translation>
            <numerusform>%1 sesión de %2 con %3 falló %4: %5.</numerusform>
            <numerusform>%1 sesiones de %2 con %3 fallaron %4: %5.</numerusform>
        </translation>
    </message>
    <message>
        <source>An unknown number of sessions from %1 to %2 %3: %4.</source>
        <extracomment>%1: organization; %2: domain; %3: &quot;on 3 September 2026 (UTC)&quot;; %4: &quot;3 failed&quot;</extracomment>
        <translation>Un número desconocido de sesiones de %1 con %2 %3: %4.</translation>
    </message>
    <message>
        <source>No session from %1 to %2 %3.</source>
        <extracomment>%1: organization; %2: domain; %3: &quot;on 3 September 2026 (UTC)&quot;</extracomment>
        <translation>Ninguna sesión de %1 con %2 %3.</translation>
    </message>
    <message numerus="yes">
        <source>%1 session(s) from %2 to %3 %4: %5.</source>
        <extracomment>%1: number; %2: organization; %3: domain; %4: &quot;on 3 September 2026 (UTC)&quot;; %5: &quot;none failed&quot;</extracomment>
        <translation>
            <numerusform>%1 sesión de %2 con %3 %4: %5.</numerusform>
            <numerusform>%1 sesiones de %2 con %3 %4: %5.</numerusform>
        </translation>
    </message>
    <message>
        <source>A report without policies from %1 %2.</source>
        <extracomment>%1: organization; %2: &quot;on 3 September 2026 (UTC)&quot;</extracomment>
        <translation>Un informe sin políticas de %1 %2.</translation>
    </message>
    <message>
        <source>%1 is not a TLS report: %2.</source>
        <extracomment>%1: source; %2: why</extracomment>
        <translation>%1 no es un informe TLS: %2.</translation>
    </message>
    <message>
        <source>%1 could not be read: %2.</source>
        <extracomment>%1: source; %2: cause and place</extracomment>
        <translation>No se pudo leer %1: %2.</translation>
    </message>
    <message numerus="yes">
        <source>%1 holds %2 report(s).</source>
        <extracomment>%1: source; %2: number</extracomment>
        <translation>
            <numerusform>%1 contiene %2 informe.</numerusform>
            <numerusform>%1 contiene %2 informes.</numerusform>
        </translation>
    </message>
    <message>
        <source> Not counted: %1.</source>
        <extracomment>%1: why</extracomment>
        <translation> No se cuenta: %1.</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>desconocido</translation>
    </message>
    <message>
        <source>The report does not say how many sessions failed in all.</source>
        <translation>El informe no dice cuántas sesiones fallaron en total.</translation>
    </message>
    <message numerus="yes">
        <source>%1 failed session(s) not detailed.</source>
        <translation>
            <numerusform>%1 sesión fallida sin detallar.</numerusform>
            <numerusform>%1 sesiones fallidas sin detallar.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Up to %1 failed session(s) not detailed: a count is unknown.</source>
        <translation>
            <numerusform>Hasta %1 sesión fallida sin detallar: falta un recuento.</numerusform>
            <numerusform>Hasta %1 sesiones fallidas sin detallar: falta un recuento.</numerusform>
        </translation>
    </message>
    <message>
        <source>The failure details overlap: they add up to %1, the report&apos;s total is %2. One session can have several result types.</source>
        <translation>Los detalles de fallos se solapan: suman %1 y el total del informe es %2. Una sesión puede tener varios tipos de resultado.</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>fallidas</translation>
    </message>
    <message>
        <source>result type</source>
        <translation>tipo de resultado</translation>
    </message>
    <message>
        <source>receiving MX</source>
        <translation>MX receptor</translation>
    </message>
    <message>
        <source>from IP</source>
        <translation>desde la IP</translation>
    </message>
    <message>
        <source>reason code</source>
        <translation>código de motivo</translation>
    </message>
    <message numerus="yes">
        <source>%1 more failure detail(s) in the Failures table.</source>
        <translation>
            <numerusform>%1 detalle de fallo más en la tabla Fallos.</numerusform>
            <numerusform>%1 detalles de fallos más en la tabla Fallos.</numerusform>
        </translation>
    </message>
    <message>
        <source>Sessions of this policy</source>
        <translation>Sesiones de esta política</translation>
    </message>
    <message>
        <source>Sessions</source>
        <translation>Sesiones</translation>
    </message>
    <message>
        <source>Succeeded</source>
        <translation>Con éxito</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fallidas</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>Informe</translation>
    </message>
    <message>
        <source>Organization</source>
        <translation>Organización</translation>
    </message>
    <message>
        <source>Contact</source>
        <translation>Contacto</translation>
    </message>
    <message>
        <source>Report ID</source>
        <translation>ID del informe</translation>
    </message>
    <message>
        <source>Covers</source>
        <extracomment>%1, %2: moments in UTC</extracomment>
        <translation>Abarca</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 a %2</translation>
    </message>
    <message>
        <source>Deviations from RFC 8460 in this report</source>
        <translation>Desviaciones del RFC 8460 en este informe</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Fuente</translation>
    </message>
    <message>
        <source>Read from</source>
        <translation>Leído de</translation>
    </message>
    <message>
        <source>Failure detail</source>
        <translation>Detalle de fallo</translation>
    </message>
    <message>
        <source>Result type</source>
        <translation>Tipo de resultado</translation>
    </message>
    <message>
        <source>Failed sessions</source>
        <translation>Sesiones fallidas</translation>
    </message>
    <message>
        <source>Receiving MX</source>
        <translation>MX receptor</translation>
    </message>
    <message>
        <source>Its HELO name</source>
        <translation>Su nombre HELO</translation>
    </message>
    <message>
        <source>Receiving IP</source>
        <translation>IP de recepción</translation>
    </message>
    <message>
        <source>Sending MTA IP</source>
        <translation>IP del MTA remitente</translation>
    </message>
    <message>
        <source>Reason code</source>
        <translation>Código de motivo</translation>
    </message>
    <message>
        <source>Further information</source>
        <translation>Más información</translation>
    </message>
    <message>
        <source>Sessions of this report</source>
        <translation>Sesiones de este informe</translation>
    </message>
    <message>
        <source>succeeded</source>
        <translation>con éxito</translation>
    </message>
    <message>
        <source>policy type</source>
        <translation>tipo de política</translation>
    </message>
    <message>
        <source>mode</source>
        <translation>modo</translation>
    </message>
    <message>
        <source>policy domain</source>
        <translation>dominio de la política</translation>
    </message>
    <message>
        <source>sts and tlsa of one domain are the same sessions: each counts once.</source>
        <translation>sts y tlsa de un mismo dominio son las mismas sesiones: cada una cuenta una vez.</translation>
    </message>
    <message>
        <source>Failure details</source>
        <translation>Detalles de fallos</translation>
    </message>
    <message>
        <source>%1 (%2): %3</source>
        <extracomment>%1: policy domain; %2: policy type; %3: a sentence about its failure details</extracomment>
        <translation>%1 (%2): %3</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Archivo</translation>
    </message>
    <message>
        <source>Within it</source>
        <translation>Dentro de él</translation>
    </message>
    <message>
        <source>Reports in it</source>
        <translation>Informes que contiene</translation>
    </message>
    <message>
        <source>policies</source>
        <translation>políticas</translation>
    </message>
    <message>
        <source>organization</source>
        <translation>organización</translation>
    </message>
    <message>
        <source>report ID</source>
        <translation>ID del informe</translation>
    </message>
    <message>
        <source>start</source>
        <translation>inicio</translation>
    </message>
    <message>
        <source>This MX</source>
        <extracomment>%1: MX
----------
%1: MX; %2: MX pattern</extracomment>
        <translation>Este MX</translation>
    </message>
    <message>
        <source>%1 is one of these</source>
        <translation>%1 es uno de estos</translation>
    </message>
    <message>
        <source>%1 matches %2</source>
        <translation>%1 encaja con %2</translation>
    </message>
    <message>
        <source>%1 matches none of these patterns</source>
        <extracomment>%1: MX</extracomment>
        <translation>%1 no encaja con ninguno de estos patrones</translation>
    </message>
    <message>
        <source>error</source>
        <translation>error</translation>
    </message>
    <message>
        <source>warning</source>
        <translation>aviso</translation>
    </message>
    <message>
        <source>hint</source>
        <translation>nota</translation>
    </message>
    <message numerus="yes">
        <source>%1 second(s)</source>
        <translation>
            <numerusform>%1 segundo</numerusform>
            <numerusform>%1 segundos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 day(s)</source>
        <translation>
            <numerusform>%1 día</numerusform>
            <numerusform>%1 días</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>%1 (over %2)</source>
        <translation>%1 (más de %2)</translation>
    </message>
    <message>
        <source>fields</source>
        <translation>campos</translation>
    </message>
    <message>
        <source>meaning</source>
        <translation>significado</translation>
    </message>
    <message>
        <source>data</source>
        <translation>datos</translation>
    </message>
    <message>
        <source>Line %1, %2</source>
        <extracomment>%1: number of a line; %2: what is wrong in it</extracomment>
        <translation>Línea %1, %2</translation>
    </message>
    <message>
        <source>Policy as the reporter saw it</source>
        <translation>La política como la vio el informante</translation>
    </message>
    <message>
        <source>Policy domain</source>
        <translation>Dominio de la política</translation>
    </message>
    <message>
        <source>Policy type</source>
        <translation>Tipo de política</translation>
    </message>
    <message>
        <source>Policy mode</source>
        <translation>Modo de política</translation>
    </message>
    <message>
        <source>MX patterns</source>
        <translation>Patrones MX</translation>
    </message>
    <message>
        <source>MX patterns (from the policy text)</source>
        <translation>Patrones MX (del texto de la política)</translation>
    </message>
    <message>
        <source>TLSA records</source>
        <translation>Registros TLSA</translation>
    </message>
    <message>
        <source>Policy text</source>
        <translation>Texto de la política</translation>
    </message>
    <message>
        <source>This policy text, checked against RFC 8461</source>
        <translation>Este texto de política, comprobado según el RFC 8461</translation>
    </message>
    <message>
        <source>Kept for</source>
        <translation>Se conserva</translation>
    </message>
    <message>
        <source>These TLSA records, checked for SMTP (RFC 7672)</source>
        <translation>Estos registros TLSA, comprobados para SMTP (RFC 7672)</translation>
    </message>
    <message>
        <source>No fault found.</source>
        <translation>No se encontró ningún fallo.</translation>
    </message>
    <message>
        <source>%1 is an empty folder.</source>
        <extracomment>%1: a folder</extracomment>
        <translation>%1 es una carpeta vacía.</translation>
    </message>
    <message>
        <source>Failure details that differ in their sending IP alone</source>
        <translation>Detalles de fallos que solo difieren en la IP remitente</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Carpeta</translation>
    </message>
    <message>
        <source>Sending MTA IPs</source>
        <translation>IP de los MTA remitentes</translation>
    </message>
</context>
<context>
    <name>mxlens::DetailsForm</name>
    <message>
        <source>Details</source>
        <translation>Detalles</translation>
    </message>
    <message>
        <source>%1: show the rows of %2</source>
        <extracomment>%1: a figure; %2: what it is about</extracomment>
        <translation>%1: mostrar las filas de %2</translation>
    </message>
    <message>
        <source>Show the rows that this figure comes from</source>
        <translation>Mostrar las filas de las que sale esta cifra</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>Qué ocurrió</translation>
    </message>
</context>
<context>
    <name>mxlens::DetailsMenu</name>
    <message>
        <source>%1: %2</source>
        <extracomment>%1: what a value is, &quot;Result type&quot;; %2: the value</extracomment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Copy the &amp;marked text</source>
        <translation>Copiar el texto &amp;marcado</translation>
    </message>
    <message>
        <source>Copy &amp;all details</source>
        <translation>Copiar todos los &amp;detalles</translation>
    </message>
</context>
<context>
    <name>mxlens::DetailsPanel</name>
    <message>
        <source>Select a row to see what happened, the policy as the reporter saw it, and the raw JSON.</source>
        <translation>Al seleccionar una fila se ve aquí qué ocurrió, la política como la vio el informante y el JSON original.</translation>
    </message>
    <message>
        <source>Evidence</source>
        <translation>Pruebas</translation>
    </message>
    <message>
        <source>There is no report in this source.</source>
        <translation>No hay ningún informe en esta fuente.</translation>
    </message>
</context>
<context>
    <name>mxlens::Diagnosis</name>
    <message>
        <source>critical</source>
        <translation>crítico</translation>
    </message>
    <message>
        <source>warning</source>
        <translation>aviso</translation>
    </message>
    <message>
        <source>info</source>
        <translation>nota</translation>
    </message>
    <message>
        <source>mail was refused</source>
        <translation>se rechazó correo</translation>
    </message>
    <message>
        <source>delivered, perhaps in clear text</source>
        <translation>entregado, quizá en claro</translation>
    </message>
    <message>
        <source>none</source>
        <translation>ninguno</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>desconocido</translation>
    </message>
    <message>
        <source>ready</source>
        <translation>listo</translation>
    </message>
    <message>
        <source>not ready</source>
        <translation>no está listo</translation>
    </message>
    <message>
        <source>enforced already</source>
        <translation>ya en enforce</translation>
    </message>
    <message>
        <source>refuses mail</source>
        <translation>rechaza correo</translation>
    </message>
    <message>
        <source>no policy</source>
        <translation>sin política</translation>
    </message>
    <message>
        <source>too little to say</source>
        <translation>faltan datos</translation>
    </message>
    <message>
        <source>ongoing</source>
        <translation>continúa</translation>
    </message>
    <message>
        <source>last seen %1</source>
        <translation>visto por última vez el %1</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>no se sabe</translation>
    </message>
    <message>
        <source>Last seen on %1, the last day for which those who had seen it report.</source>
        <translation>Visto por última vez el %1, el último día del que informan quienes lo habían visto.</translation>
    </message>
    <message>
        <source>Last seen on %1. Nobody who saw it has reported on the domain since, others report up to %2: it may be over or not.</source>
        <translation>Visto por última vez el %1. Nadie que lo viera ha vuelto a informar sobre el dominio; otros informan hasta el %2: puede haber terminado o no.</translation>
    </message>
    <message>
        <source>Of %1 sessions of the domain on these days.</source>
        <translation>De %1 sesiones del dominio en estos días.</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>sí</translation>
    </message>
    <message>
        <source>no</source>
        <translation>no</translation>
    </message>
    <message>
        <source>(no domain named)</source>
        <translation>(dominio sin indicar)</translation>
    </message>
</context>
<context>
    <name>mxlens::DisplayText</name>
    <message numerus="yes">
        <source>… (%1 more character(s) in the raw JSON)</source>
        <translation>
            <numerusform>… (%1 carácter más en el JSON original)</numerusform>
            <numerusform>… (%1 caracteres más en el JSON original)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mxlens::DomainDetails</name>
    <message>
        <source>Nothing. Set mode to enforce in the policy and give the _mta-sts record a new id.</source>
        <translation>Nada. Poner mode: enforce en la política y dar un id nuevo al registro _mta-sts.</translation>
    </message>
    <message>
        <source>Mend this problem; enforce would stop mail until then.</source>
        <translation>Arreglar este problema; hasta entonces enforce detendría correo.</translation>
    </message>
    <message>
        <source>Fewer failures: find out what fails, and mend it before enforce.</source>
        <translation>Menos fallos: averiguar qué falla y arreglarlo antes de enforce.</translation>
    </message>
    <message>
        <source>More days with reports: stay in testing and look again then.</source>
        <translation>Más días con informes: seguir en testing y volver a mirar entonces.</translation>
    </message>
    <message>
        <source>More sessions: stay in testing until there is more to judge by.</source>
        <translation>Más sesiones: seguir en testing hasta que haya más en que basarse.</translation>
    </message>
    <message>
        <source>Reports of other organizations: one alone may see its own path only.</source>
        <translation>Informes de otras organizaciones: una sola puede ver únicamente su propio camino.</translation>
    </message>
    <message>
        <source>Reports that say how many sessions failed: some leave the number out.</source>
        <translation>Informes que digan cuántas sesiones fallaron: algunos omiten la cifra.</translation>
    </message>
    <message>
        <source>The policy is in force. The reports do not say whether it refused mail.</source>
        <translation>La política está en vigor. Los informes no dicen si rechazó correo.</translation>
    </message>
    <message>
        <source>The policy is in force. Look at the problems of this domain: they say why mail was refused.</source>
        <translation>La política se aplica. Los problemas de este dominio dicen por qué se rechazó correo.</translation>
    </message>
    <message>
        <source>Nothing: the policy is in force and refused no mail.</source>
        <translation>Nada: la política se aplica y no rechazó correo.</translation>
    </message>
    <message>
        <source>Mend this problem, then publish a policy in mode testing.</source>
        <translation>Arreglar este problema y publicar después una política en modo testing.</translation>
    </message>
    <message>
        <source>A policy: publish one in mode testing that names every MX.</source>
        <translation>Una política: publicar una en modo testing que nombre todos los MX.</translation>
    </message>
    <message>
        <source>A mode: none asks for nothing. Set it to testing to learn what enforce would stop.</source>
        <translation>Un modo: none no pide nada. Con testing se sabe qué detendría enforce.</translation>
    </message>
    <message>
        <source>Reports that show the mode of the policy.</source>
        <translation>Informes que muestren el modo de la política.</translation>
    </message>
    <message>
        <source>a domain that is not named</source>
        <translation>un dominio sin nombre</translation>
    </message>
    <message>
        <source>%1: %2. %3</source>
        <extracomment>%1: domain; %2: &quot;ready to enforce&quot;; %3: a sentence</extracomment>
        <translation>%1: %2. %3</translation>
    </message>
    <message>
        <source>ready to enforce</source>
        <translation>listo para enforce</translation>
    </message>
    <message>
        <source>not ready to enforce</source>
        <translation>no está listo para enforce</translation>
    </message>
    <message>
        <source>enforced already</source>
        <translation>ya en enforce</translation>
    </message>
    <message>
        <source>enforced, and mail is refused</source>
        <translation>en enforce, y se rechaza correo</translation>
    </message>
    <message>
        <source>no policy in force</source>
        <translation>sin política en vigor</translation>
    </message>
    <message>
        <source>too little to say whether it is ready to enforce</source>
        <translation>faltan datos para decir si está listo para enforce</translation>
    </message>
    <message>
        <source>What is missing</source>
        <translation>Qué falta</translation>
    </message>
    <message numerus="yes">
        <source>Show its %1 row(s)</source>
        <translation>
            <numerusform>Mostrar su fila</numerusform>
            <numerusform>Mostrar sus %1 filas</numerusform>
        </translation>
    </message>
    <message>
        <source>What the verdict rests on</source>
        <translation>En qué se basa el veredicto</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>Desde</translation>
    </message>
    <message>
        <source>%1 (UTC)</source>
        <translation>%1 (UTC)</translation>
    </message>
    <message>
        <source>Days with reports</source>
        <translation>Días con informes</translation>
    </message>
    <message>
        <source>Reporters</source>
        <translation>Informantes</translation>
    </message>
    <message>
        <source>Refused by the policy</source>
        <translation>Rechazadas por la política</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>Sessions</source>
        <translation>Sesiones</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fallidas</translation>
    </message>
    <message>
        <source>All days</source>
        <translation>Todos los días</translation>
    </message>
    <message>
        <source>Days (UTC)</source>
        <translation>Días (UTC)</translation>
    </message>
    <message>
        <source>what failed of %1</source>
        <translation>lo que falló de %1</translation>
    </message>
    <message>
        <source>If you start a policy</source>
        <translation>Si se empieza una política</translation>
    </message>
    <message>
        <source>The reports name no MX of this domain. The policy must name every MX that the DNS has.</source>
        <translation>Los informes no nombran ningún MX de este dominio. La política debe nombrar todos los MX que tenga el DNS.</translation>
    </message>
    <message>
        <source>MX seen</source>
        <translation>MX vistos</translation>
    </message>
    <message>
        <source>Not one session failed: mode testing would find nothing to stop so far.</source>
        <translation>No falló ninguna sesión: por ahora el modo testing no encontraría nada que detener.</translation>
    </message>
    <message numerus="yes">
        <source>%1 session(s) failed; under enforce mail like theirs would be refused.</source>
        <translation>
            <numerusform>Falló %1 sesión; con enforce se rechazaría correo como el suyo.</numerusform>
            <numerusform>Fallaron %1 sesiones; con enforce se rechazaría correo como el suyo.</numerusform>
        </translation>
    </message>
    <message>
        <source>Policies over time</source>
        <translation>Políticas a lo largo del tiempo</translation>
    </message>
    <message>
        <source>No report says on which day it saw a policy.</source>
        <translation>Ningún informe dice qué día vio una política.</translation>
    </message>
    <message>
        <source>The latest first. What changed is said against the policy of the same type before it.</source>
        <translation>La más reciente primero. Los cambios se indican frente a la política anterior del mismo tipo.</translation>
    </message>
    <message numerus="yes">
        <source>%1 earlier one(s).</source>
        <translation>
            <numerusform>%1 anterior.</numerusform>
            <numerusform>%1 anteriores.</numerusform>
        </translation>
    </message>
    <message>
        <source>MTA-STS, mode unknown</source>
        <translation>MTA-STS, modo desconocido</translation>
    </message>
    <message>
        <source>MTA-STS, mode %1</source>
        <translation>MTA-STS, modo %1</translation>
    </message>
    <message>
        <source>DANE (TLSA)</source>
        <translation>DANE (TLSA)</translation>
    </message>
    <message>
        <source>no policy found</source>
        <translation>no se encontró política</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <extracomment>%1: kind of policy; %2: days</extracomment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Seen by</source>
        <translation>Vista por</translation>
    </message>
    <message>
        <source>MX patterns</source>
        <translation>Patrones MX</translation>
    </message>
    <message>
        <source>Kept for</source>
        <translation>Se conserva</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>Cambios</translation>
    </message>
    <message>
        <source>sessions of %1 that the verdict rests on</source>
        <translation>sesiones de %1 en las que se basa el veredicto</translation>
    </message>
    <message>
        <source>what failed of %1 since then</source>
        <translation>lo que falló de %1 desde entonces</translation>
    </message>
    <message>
        <source>what was refused of %1</source>
        <translation>lo que se rechazó de %1</translation>
    </message>
    <message>
        <source>all sessions of %1</source>
        <translation>todas las sesiones de %1</translation>
    </message>
</context>
<context>
    <name>mxlens::DomainTree</name>
    <message>
        <source>0 %</source>
        <translation>0 %</translation>
    </message>
    <message>
        <source>100 %</source>
        <translation>100 %</translation>
    </message>
    <message>
        <source>&lt; %1 %</source>
        <translation>&lt; %1 %</translation>
    </message>
    <message>
        <source>&gt; %1 %</source>
        <translation>&gt; %1 %</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
</context>
<context>
    <name>mxlens::DomainTreeModel</name>
    <message>
        <source>Failed sessions of all sessions. An MX has no rate: reports count successes per policy.</source>
        <translation>Sesiones fallidas de todas las sesiones. Un MX no tiene tasa: los informes cuentan los éxitos por política.</translation>
    </message>
    <message>
        <source>Failed sessions day by day. A gap in the line is a day without a report.</source>
        <translation>Sesiones fallidas día a día. Un hueco en la línea es un día sin informe.</translation>
    </message>
    <message>
        <source>Failed sessions. The bar is the share of all failures shown.</source>
        <translation>Sesiones fallidas. La barra es la parte de todos los fallos mostrados.</translation>
    </message>
    <message>
        <source>Domain</source>
        <translation>Dominio</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fallidas</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>Tasa</translation>
    </message>
    <message>
        <source>Trend</source>
        <translation>Días</translation>
    </message>
    <message>
        <source>no result type</source>
        <translation>sin tipo de resultado</translation>
    </message>
    <message>
        <source>(no MX named)</source>
        <translation>(sin MX)</translation>
    </message>
    <message>
        <source>All domains</source>
        <translation>Todos los dominios</translation>
    </message>
    <message>
        <source>(no domain named)</source>
        <translation>(dominio sin indicar)</translation>
    </message>
    <message>
        <source>%1 at %2: %3 failed</source>
        <translation>%1 en %2: %3 fallidas</translation>
    </message>
    <message>
        <source>%1: %2 failed, from failure details</source>
        <translation>%1: %2 fallidas, según los detalles de fallos</translation>
    </message>
    <message>
        <source>%1: %2 of %3 sessions failed</source>
        <translation>%1: fallaron %2 de %3 sesiones</translation>
    </message>
</context>
<context>
    <name>mxlens::DurationWords</name>
    <message numerus="yes">
        <source>%n year(s)</source>
        <translation>
            <numerusform>%n año</numerusform>
            <numerusform>%n años</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n week(s)</source>
        <translation>
            <numerusform>%n semana</numerusform>
            <numerusform>%n semanas</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n day(s)</source>
        <translation>
            <numerusform>%n día</numerusform>
            <numerusform>%n días</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hour(s)</source>
        <translation>
            <numerusform>%n hora</numerusform>
            <numerusform>%n horas</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s)</source>
        <translation>
            <numerusform>%n minuto</numerusform>
            <numerusform>%n minutos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n second(s)</source>
        <translation>
            <numerusform>%n segundo</numerusform>
            <numerusform>%n segundos</numerusform>
        </translation>
    </message>
    <message>
        <source>about %1</source>
        <translation>unos %1</translation>
    </message>
</context>
<context>
    <name>mxlens::Explanation</name>
    <message>
        <source>What it means</source>
        <translation>Qué significa</translation>
    </message>
    <message>
        <source>%1: %2.</source>
        <extracomment>%1: what was written in the report; %2: its name in words</extracomment>
        <translation>%1: %2.</translation>
    </message>
    <message>
        <source>Reason code</source>
        <translation>Código de motivo</translation>
    </message>
    <message>
        <source>What it did to the mail</source>
        <translation>Qué le hizo al correo</translation>
    </message>
    <message numerus="yes">
        <source>%1 session(s)</source>
        <translation>
            <numerusform>%1 sesión</numerusform>
            <numerusform>%1 sesiones</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing: no session failed by it.</source>
        <translation>Nada: ninguna sesión falló por ello.</translation>
    </message>
    <message>
        <source>What to do first</source>
        <translation>Qué hacer primero</translation>
    </message>
    <message>
        <source>Who acts</source>
        <translation>Quién actúa</translation>
    </message>
</context>
<context>
    <name>mxlens::ExportDialog</name>
    <message>
        <source>Export</source>
        <translation>Exportar</translation>
    </message>
    <message>
        <source>&amp;Save as…</source>
        <translation>&amp;Guardar como…</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Qué</translation>
    </message>
    <message>
        <source>Problems</source>
        <translation>Problemas</translation>
    </message>
    <message>
        <source>Domains</source>
        <translation>Dominios</translation>
    </message>
    <message>
        <source>Failures</source>
        <translation>Fallos</translation>
    </message>
    <message>
        <source>Reports</source>
        <translation>Informes</translation>
    </message>
    <message>
        <source>Policies</source>
        <translation>Políticas</translation>
    </message>
    <message>
        <source>Sources</source>
        <translation>Fuentes</translation>
    </message>
    <message>
        <source>Trend by day</source>
        <translation>Tendencia por día</translation>
    </message>
    <message>
        <source>&amp;Table:</source>
        <translation>&amp;Tabla:</translation>
    </message>
    <message>
        <source>Domain</source>
        <translation>Dominio</translation>
    </message>
    <message>
        <source>MX</source>
        <translation>MX</translation>
    </message>
    <message>
        <source>Reporter</source>
        <translation>Informante</translation>
    </message>
    <message>
        <source>Result type</source>
        <translation>Tipo de resultado</translation>
    </message>
    <message>
        <source>Split &amp;by:</source>
        <translation>&amp;Dividir por:</translation>
    </message>
    <message>
        <source>Rows:</source>
        <translation>Filas:</translation>
    </message>
    <message>
        <source>&amp;All that was read</source>
        <translation>Todo lo &amp;leído</translation>
    </message>
    <message>
        <source>Columns:</source>
        <translation>Columnas:</translation>
    </message>
    <message>
        <source>A&amp;ll, in their fixed order</source>
        <translation>T&amp;odas, en su orden fijo</translation>
    </message>
    <message>
        <source>Those shown, as the&amp;y stand</source>
        <translation>Las mostradas, &amp;como están</translation>
    </message>
    <message>
        <source>How</source>
        <translation>Cómo</translation>
    </message>
    <message>
        <source>CSV</source>
        <translation>CSV</translation>
    </message>
    <message>
        <source>JSON lines</source>
        <translation>Líneas JSON</translation>
    </message>
    <message>
        <source>CSV in the layout of parsedmarc</source>
        <translation>CSV con la disposición de parsedmarc</translation>
    </message>
    <message>
        <source>&amp;Format:</source>
        <translation>&amp;Formato:</translation>
    </message>
    <message>
        <source>Comma</source>
        <translation>Coma</translation>
    </message>
    <message>
        <source>Semicolon</source>
        <translation>Punto y coma</translation>
    </message>
    <message>
        <source>Tab</source>
        <translation>Tabulador</translation>
    </message>
    <message>
        <source>Se&amp;parator:</source>
        <translation>&amp;Separador:</translation>
    </message>
    <message>
        <source>&amp;Mark as UTF-8, for Excel</source>
        <translation>&amp;Marcar como UTF-8, para Excel</translation>
    </message>
    <message>
        <source>A byte order mark at the front of the file</source>
        <translation>Una marca de orden de bytes al principio del archivo</translation>
    </message>
    <message>
        <source>Let no spreadsheet &amp;run what strangers wrote</source>
        <translation>Que ninguna hoja de cálculo &amp;ejecute lo que escribieron extraños</translation>
    </message>
    <message>
        <source>An apostrophe before texts that begin as a formula does</source>
        <translation>Un apóstrofo delante de los textos que empiezan como una fórmula</translation>
    </message>
    <message>
        <source>Those s&amp;hown (%1), in their order</source>
        <translation>Las mostr&amp;adas (%1), en su orden</translation>
    </message>
    <message>
        <source>Of what is s&amp;hown</source>
        <translation>De lo que se m&amp;uestra</translation>
    </message>
    <message>
        <source>Reports come from strangers. Opened in a spreadsheet, this file can run what they wrote.</source>
        <translation>Los informes vienen de extraños. Abierto en una hoja de cálculo, este archivo puede ejecutar lo que escribieron.</translation>
    </message>
    <message>
        <source>One line for each policy, then one for each of its failure details: for dashboards and scripts that were made for parsedmarc.</source>
        <translation>Una línea por política y después una por cada detalle de fallo: para los paneles y programas hechos para parsedmarc.</translation>
    </message>
</context>
<context>
    <name>mxlens::FacetList</name>
    <message>
        <source>&amp;Choose this no longer</source>
        <translation>&amp;Dejar de elegir esto</translation>
    </message>
    <message>
        <source>Choose this &amp;too</source>
        <translation>Elegir &amp;también esto</translation>
    </message>
</context>
<context>
    <name>mxlens::FacetModel</name>
    <message>
        <source>no organization named</source>
        <translation>organización sin indicar</translation>
    </message>
    <message>
        <source>no result type</source>
        <translation>sin tipo de resultado</translation>
    </message>
    <message>
        <source>no policy type</source>
        <translation>sin tipo de política</translation>
    </message>
    <message>
        <source>no mode</source>
        <translation>sin modo</translation>
    </message>
    <message numerus="yes">
        <source>%1 report(s)</source>
        <translation>
            <numerusform>%1 informe</numerusform>
            <numerusform>%1 informes</numerusform>
        </translation>
    </message>
    <message>
        <source>nothing under the other filters</source>
        <translation>nada con los demás filtros</translation>
    </message>
    <message>
        <source>%1 failed, in %2</source>
        <translation>%1 fallidas, en %2</translation>
    </message>
    <message>
        <source>%1 of %2 sessions failed, in %3</source>
        <translation>fallaron %1 de %2 sesiones, en %3</translation>
    </message>
    <message>
        <source> (chosen)</source>
        <translation> (elegido)</translation>
    </message>
    <message>
        <source> (left out)</source>
        <translation> (excluido)</translation>
    </message>
</context>
<context>
    <name>mxlens::FacetPanel</name>
    <message>
        <source>Search domains and MX</source>
        <translation>Buscar dominios y MX</translation>
    </message>
    <message>
        <source>Reporters</source>
        <translation>Informantes</translation>
    </message>
    <message>
        <source>Result types</source>
        <translation>Tipos de resultado</translation>
    </message>
    <message>
        <source>Policy types</source>
        <translation>Tipos de política</translation>
    </message>
    <message>
        <source>Policy modes</source>
        <translation>Modos de política</translation>
    </message>
</context>
<context>
    <name>mxlens::FacetSection</name>
    <message>
        <source>Search</source>
        <translation>Buscar</translation>
    </message>
    <message>
        <source>Search in %1</source>
        <translation>Buscar en %1</translation>
    </message>
    <message>
        <source>A click shows only this, Ctrl+click several.</source>
        <translation>Un clic muestra solo esto; Ctrl+clic, varios.</translation>
    </message>
    <message>
        <source>%1 (filtered)</source>
        <translation>%1 (filtrado)</translation>
    </message>
</context>
<context>
    <name>mxlens::FailureTableModel</name>
    <message>
        <source>%1, in %2 failure details</source>
        <translation>%1, en %2 detalles de fallos</translation>
    </message>
    <message>
        <source>%1 IPs or more</source>
        <translation>%1 IP o más</translation>
    </message>
    <message numerus="yes">
        <source>%1 IP(s)</source>
        <translation>
            <numerusform>%1 IP</numerusform>
            <numerusform>%1 IP</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mxlens::FileChooser</name>
    <message>
        <source>Plain text</source>
        <translation>Texto sin formato</translation>
    </message>
    <message>
        <source>Save report</source>
        <translation>Guardar informe</translation>
    </message>
    <message>
        <source>Web page</source>
        <translation>Página web</translation>
    </message>
    <message>
        <source>Reports, mails and archives</source>
        <translation>Informes, correos y archivos comprimidos</translation>
    </message>
    <message>
        <source>Open files</source>
        <translation>Abrir archivos</translation>
    </message>
    <message>
        <source>All files</source>
        <translation>Todos los archivos</translation>
    </message>
    <message>
        <source>Open a folder with everything below it</source>
        <translation>Abrir una carpeta con todo lo que contiene</translation>
    </message>
    <message>
        <source>Export rows shown</source>
        <translation>Exportar las filas mostradas</translation>
    </message>
    <message>
        <source>CSV</source>
        <translation>CSV</translation>
    </message>
    <message>
        <source>JSON lines</source>
        <translation>Líneas JSON</translation>
    </message>
    <message>
        <source>Save chart</source>
        <translation>Guardar el gráfico</translation>
    </message>
    <message>
        <source>Image</source>
        <translation>Imagen</translation>
    </message>
    <message>
        <source>Drawing</source>
        <translation>Dibujo</translation>
    </message>
    <message>
        <source>Document</source>
        <translation>Documento</translation>
    </message>
</context>
<context>
    <name>mxlens::FilterBox</name>
    <message>
        <source>Filter</source>
        <translation>Filtro</translation>
    </message>
    <message>
        <source>Filter, for example domain:example.com -result:starttls-not-supported</source>
        <translation>Filtro, por ejemplo domain:example.com -result:starttls-not-supported</translation>
    </message>
    <message>
        <source>Words search every column. Keys: domain, mx, org, result, type, mode, ip, reason, report, source, after, before, failures, sessions.
domain:example.com,example.org  -mx:mx2.*  failures:&gt;10  after:2026-09-01
Down shows the last filters.</source>
        <translation>Las palabras se buscan en todas las columnas. Claves: domain, mx, org, result, type, mode, ip, reason, report, source, after, before, failures, sessions.
domain:example.com,example.org  -mx:mx2.*  failures:&gt;10  after:2026-09-01
Abajo muestra los filtros recientes.</translation>
    </message>
    <message>
        <source>Last and saved filters (Alt+Down)</source>
        <translation>Filtros recientes y guardados (Alt+Abajo)</translation>
    </message>
    <message>
        <source>The filter is not applied: at character %1, %2.</source>
        <translation>El filtro no se aplica: en el carácter %1, %2.</translation>
    </message>
</context>
<context>
    <name>mxlens::FilterChips</name>
    <message>
        <source>Clear all</source>
        <translation>Borrar todo</translation>
    </message>
    <message>
        <source>Show everything (Ctrl+Shift+E)</source>
        <translation>Mostrar todo (Ctrl+Mayús+E)</translation>
    </message>
    <message>
        <source>Rows of %1</source>
        <translation>Filas de %1</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>none named</source>
        <translation>sin indicar</translation>
    </message>
    <message numerus="yes">
        <source>Last %n day(s)</source>
        <translation>
            <numerusform>Último día</numerusform>
            <numerusform>Últimos %n días</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 (UTC)</source>
        <translation>%1 (UTC)</translation>
    </message>
    <message>
        <source>Remove %1</source>
        <translation>Quitar %1</translation>
    </message>
    <message>
        <source>Remove: %1</source>
        <translation>Quitar: %1</translation>
    </message>
</context>
<context>
    <name>mxlens::FilterMenu</name>
    <message>
        <source>Last filters</source>
        <translation>Filtros recientes</translation>
    </message>
    <message>
        <source>&amp;Save this filter…</source>
        <translation>&amp;Guardar este filtro…</translation>
    </message>
    <message>
        <source>&amp;Edit saved filters…</source>
        <translation>&amp;Editar los filtros guardados…</translation>
    </message>
    <message>
        <source>&amp;Clear last filters</source>
        <translation>&amp;Borrar los filtros recientes</translation>
    </message>
</context>
<context>
    <name>mxlens::FilterPopup</name>
    <message>
        <source>Completions</source>
        <translation>Sugerencias</translation>
    </message>
</context>
<context>
    <name>mxlens::FilterWords</name>
    <message>
        <source>(none)</source>
        <comment>instead of an empty value</comment>
        <translation>(ninguno)</translation>
    </message>
    <message>
        <source>, </source>
        <comment>between the values of a filter term</comment>
        <translation>, </translation>
    </message>
    <message>
        <source>Policy domain</source>
        <translation>Dominio de la política</translation>
    </message>
    <message>
        <source>MX</source>
        <translation>MX</translation>
    </message>
    <message>
        <source>Organization</source>
        <translation>Organización</translation>
    </message>
    <message>
        <source>Result type</source>
        <translation>Tipo de resultado</translation>
    </message>
    <message>
        <source>Policy type</source>
        <translation>Tipo de política</translation>
    </message>
    <message>
        <source>Policy mode</source>
        <translation>Modo de política</translation>
    </message>
    <message>
        <source>IP address</source>
        <translation>Dirección IP</translation>
    </message>
    <message>
        <source>Failure reason</source>
        <translation>Motivo del fallo</translation>
    </message>
    <message>
        <source>Report ID</source>
        <translation>ID del informe</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Fuente</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Desde</translation>
    </message>
    <message>
        <source>Until</source>
        <translation>Hasta</translation>
    </message>
    <message>
        <source>Failed sessions</source>
        <translation>Sesiones fallidas</translation>
    </message>
    <message>
        <source>Sessions</source>
        <translation>Sesiones</translation>
    </message>
    <message>
        <source>policy domain</source>
        <translation>dominio de la política</translation>
    </message>
    <message>
        <source>receiving host</source>
        <translation>host receptor</translation>
    </message>
    <message>
        <source>organization that reports</source>
        <translation>organización que informa</translation>
    </message>
    <message>
        <source>result type of a failure</source>
        <translation>tipo de resultado de un fallo</translation>
    </message>
    <message>
        <source>sts, tlsa, no-policy-found</source>
        <translation>sts, tlsa, no-policy-found</translation>
    </message>
    <message>
        <source>enforce, testing, none</source>
        <translation>enforce, testing, none</translation>
    </message>
    <message>
        <source>address or prefix, either side</source>
        <translation>dirección o prefijo, de cualquier lado</translation>
    </message>
    <message>
        <source>failure reason code</source>
        <translation>código de motivo del fallo</translation>
    </message>
    <message>
        <source>report ID</source>
        <translation>ID del informe</translation>
    </message>
    <message>
        <source>file it was read from</source>
        <translation>archivo del que se leyó</translation>
    </message>
    <message>
        <source>first day, as in 2026-09-01</source>
        <translation>primer día, como 2026-09-01</translation>
    </message>
    <message>
        <source>last day, as in 2026-09-30</source>
        <translation>último día, como 2026-09-30</translation>
    </message>
    <message>
        <source>number of failures, as in &gt;10</source>
        <translation>número de fallos, como &gt;10</translation>
    </message>
    <message>
        <source>number of sessions, as in &gt;100</source>
        <translation>número de sesiones, como &gt;100</translation>
    </message>
    <message>
        <source>without “%1”</source>
        <translation>sin «%1»</translation>
    </message>
    <message>
        <source>“%1”</source>
        <translation>«%1»</translation>
    </message>
    <message>
        <source>not %1: %2</source>
        <translation>no %1: %2</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>mxlens::FindingsList</name>
    <message>
        <source>Findings</source>
        <translation>Observaciones</translation>
    </message>
    <message numerus="yes">
        <source>%n more finding(s). Mend these first.</source>
        <translation>
            <numerusform>%n observación más. Conviene corregir antes estas.</numerusform>
            <numerusform>%n observaciones más. Conviene corregir antes estas.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mxlens::Headline</name>
    <message numerus="yes">
        <source>report(s)</source>
        <translation>
            <numerusform>informe</numerusform>
            <numerusform>informes</numerusform>
        </translation>
    </message>
    <message>
        <source>failed at %1</source>
        <translation>fallidas en %1</translation>
    </message>
    <message>
        <source>failed without an MX named</source>
        <translation>fallidas sin MX indicado</translation>
    </message>
    <message numerus="yes">
        <source>session(s) of the policies that cover it</source>
        <translation>
            <numerusform>sesión de las políticas que lo cubren</numerusform>
            <numerusform>sesiones de las políticas que lo cubren</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>session(s) of the domain</source>
        <translation>
            <numerusform>sesión del dominio</numerusform>
            <numerusform>sesiones del dominio</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>domain(s)</source>
        <translation>
            <numerusform>dominio</numerusform>
            <numerusform>dominios</numerusform>
        </translation>
    </message>
    <message>
        <source>no sessions</source>
        <translation>sin sesiones</translation>
    </message>
    <message>
        <source>sessions unknown</source>
        <translation>sesiones desconocidas</translation>
    </message>
    <message>
        <source>sessions, not one failed</source>
        <translation>sesiones, ninguna fallida</translation>
    </message>
    <message>
        <source>sessions counted, no failure among them</source>
        <translation>sesiones contadas, ningún fallo entre ellas</translation>
    </message>
    <message>
        <source>of %1 sessions succeeded</source>
        <translation>de %1 sesiones con éxito</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>fallidas</translation>
    </message>
    <message>
        <source>failures unknown</source>
        <translation>fallos desconocidos</translation>
    </message>
    <message>
        <source>policy lacks a count</source>
        <translation>política sin alguna cifra</translation>
    </message>
    <message>
        <source>policies lack a count</source>
        <translation>políticas sin alguna cifra</translation>
    </message>
    <message>
        <source>%1 (UTC)</source>
        <translation>%1 (UTC)</translation>
    </message>
    <message>
        <source>%1 to %2 (UTC)</source>
        <translation>%1 al %2 (UTC)</translation>
    </message>
    <message numerus="yes">
        <source>%1 source(s) could not be read</source>
        <translation>
            <numerusform>No se pudo leer %1 fuente</numerusform>
            <numerusform>No se pudieron leer %1 fuentes</numerusform>
        </translation>
    </message>
    <message>
        <source>Show them with cause and place</source>
        <translation>Mostrarlas con su causa y lugar</translation>
    </message>
    <message>
        <source>Sessions and failures are those of the policies in which a failure detail matches, with all their failures.</source>
        <translation>Las sesiones y los fallos son los de las políticas en las que coincide un detalle de fallo, con todos sus fallos.</translation>
    </message>
    <message>
        <source>Headline figures</source>
        <translation>Cifras principales</translation>
    </message>
</context>
<context>
    <name>mxlens::HelpView</name>
    <message>
        <source>Page</source>
        <translation>Página</translation>
    </message>
</context>
<context>
    <name>mxlens::HelpWindow</name>
    <message>
        <source>Help</source>
        <translation>Ayuda</translation>
    </message>
    <message>
        <source>Search the help</source>
        <translation>Buscar en la ayuda</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Buscar</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>Páginas</translation>
    </message>
    <message>
        <source>Back (Alt+Left)</source>
        <translation>Atrás (Alt+Izquierda)</translation>
    </message>
    <message>
        <source>Forward (Alt+Right)</source>
        <translation>Adelante (Alt+Derecha)</translation>
    </message>
    <message>
        <source>No page has these words.</source>
        <translation>Ninguna página contiene estas palabras.</translation>
    </message>
    <message>
        <source>Result types and causes</source>
        <translation>Tipos de resultado y causas</translation>
    </message>
</context>
<context>
    <name>mxlens::ItemsEditor</name>
    <message>
        <source>&amp;Add</source>
        <translation>&amp;Añadir</translation>
    </message>
    <message>
        <source>Move &amp;up</source>
        <translation>S&amp;ubir</translation>
    </message>
    <message>
        <source>&amp;Move down</source>
        <translation>&amp;Bajar</translation>
    </message>
    <message>
        <source>&amp;Remove</source>
        <translation>&amp;Quitar</translation>
    </message>
</context>
<context>
    <name>mxlens::KeysDialog</name>
    <message>
        <source>Details</source>
        <translation>Detalles</translation>
    </message>
    <message>
        <source>every value: show only this, leave this out, copy</source>
        <translation>cada valor: mostrar solo esto, excluirlo, copiarlo</translation>
    </message>
    <message>
        <source>Ctrl+C</source>
        <translation>Ctrl+C</translation>
    </message>
    <message>
        <source>copy all details</source>
        <translation>copiar todos los detalles</translation>
    </message>
    <message>
        <source>Keys and filter words</source>
        <translation>Teclas y palabras de filtro</translation>
    </message>
    <message>
        <source>Filter box</source>
        <translation>Cuadro de filtro</translation>
    </message>
    <message>
        <source>Down</source>
        <translation>Abajo</translation>
    </message>
    <message>
        <source>the last filters, while nothing is offered</source>
        <translation>los filtros recientes, mientras no se ofrezca nada</translation>
    </message>
    <message>
        <source>Alt+Down</source>
        <translation>Alt+Abajo</translation>
    </message>
    <message>
        <source>last and saved filters</source>
        <translation>filtros recientes y guardados</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Intro</translation>
    </message>
    <message>
        <source>take the filter, or what is marked in the list</source>
        <translation>aplicar el filtro o lo marcado en la lista</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
    <message>
        <source>close the list, then clear the filter</source>
        <translation>cerrar la lista y después borrar el filtro</translation>
    </message>
    <message>
        <source>Del, on a chip</source>
        <translation>Supr, en una ficha</translation>
    </message>
    <message>
        <source>take away what it stands for</source>
        <translation>quitar lo que representa</translation>
    </message>
    <message>
        <source>Tables</source>
        <translation>Tablas</translation>
    </message>
    <message>
        <source>Menu key, Shift+F10</source>
        <translation>Tecla Menú, Mayús+F10</translation>
    </message>
    <message>
        <source>show only this, leave this out, copy, columns</source>
        <translation>mostrar solo esto, excluirlo, copiar, columnas</translation>
    </message>
    <message>
        <source>Double click</source>
        <translation>Doble clic</translation>
    </message>
    <message>
        <source>Enter, double click</source>
        <translation>Intro, doble clic</translation>
    </message>
    <message>
        <source>on a problem: show its rows</source>
        <translation>en un problema: mostrar sus filas</translation>
    </message>
    <message>
        <source>show only this</source>
        <translation>mostrar solo esto</translation>
    </message>
    <message>
        <source>Enter, + and -</source>
        <translation>Intro, + y -</translation>
    </message>
    <message>
        <source>open and close a group of failures</source>
        <translation>abrir y cerrar un grupo de fallos</translation>
    </message>
    <message>
        <source>Ctrl+A, Shift+arrows</source>
        <translation>Ctrl+A, Mayús+flechas</translation>
    </message>
    <message>
        <source>select rows; the line below adds them up</source>
        <translation>seleccionar filas; la línea de abajo las suma</translation>
    </message>
    <message>
        <source>Domains and facets</source>
        <translation>Dominios y facetas</translation>
    </message>
    <message>
        <source>Enter, click</source>
        <translation>Intro, clic</translation>
    </message>
    <message>
        <source>Space, Ctrl+click</source>
        <translation>Espacio, Ctrl+clic</translation>
    </message>
    <message>
        <source>choose this too, or no longer</source>
        <translation>elegir también esto, o dejar de elegirlo</translation>
    </message>
    <message>
        <source>Del</source>
        <translation>Supr</translation>
    </message>
    <message>
        <source>leave this out</source>
        <translation>excluir esto</translation>
    </message>
    <message>
        <source>Chart</source>
        <translation>Gráfico</translation>
    </message>
    <message>
        <source>+ and -</source>
        <translation>+ y -</translation>
    </message>
    <message>
        <source>zoom</source>
        <translation>ampliar y reducir</translation>
    </message>
    <message>
        <source>Left, Right, Home, End</source>
        <translation>Izquierda, Derecha, Inicio, Fin</translation>
    </message>
    <message>
        <source>move along the days; with Shift select them</source>
        <translation>moverse por los días; con Mayús los selecciona</translation>
    </message>
    <message>
        <source>Up, Down</source>
        <translation>Arriba, Abajo</translation>
    </message>
    <message>
        <source>move from part to part of a chart that is split</source>
        <translation>pasar de una parte a otra de un gráfico dividido</translation>
    </message>
    <message>
        <source>show only the day</source>
        <translation>mostrar solo el día</translation>
    </message>
    <message>
        <source>0</source>
        <translation>0</translation>
    </message>
    <message>
        <source>show the whole time</source>
        <translation>mostrar todo el tiempo</translation>
    </message>
    <message>
        <source>Drag, Shift+drag</source>
        <translation>Arrastrar, Mayús+arrastrar</translation>
    </message>
    <message>
        <source>zoom; select days</source>
        <translation>ampliar; seleccionar días</translation>
    </message>
    <message>
        <source>Wheel</source>
        <translation>Rueda</translation>
    </message>
    <message>
        <source>zoom the time, or the axis below the pointer</source>
        <translation>ampliar el tiempo o el eje bajo el puntero</translation>
    </message>
    <message>
        <source>Filter words</source>
        <translation>Palabras de filtro</translation>
    </message>
    <message>
        <source>in any column</source>
        <translation>en cualquier columna</translation>
    </message>
    <message>
        <source>one of them</source>
        <translation>uno de ellos</translation>
    </message>
    <message>
        <source>not this one</source>
        <translation>este no</translation>
    </message>
    <message>
        <source>* stands for anything</source>
        <translation>* vale por cualquier cosa</translation>
    </message>
    <message>
        <source>quotes hold blanks</source>
        <translation>las comillas permiten espacios</translation>
    </message>
    <message>
        <source>an address or a prefix</source>
        <translation>una dirección o un prefijo</translation>
    </message>
    <message>
        <source>more than</source>
        <translation>más de</translation>
    </message>
    <message>
        <source>days, both inclusive</source>
        <translation>días, ambos incluidos</translation>
    </message>
    <message>
        <source>Keys of the filter</source>
        <translation>Teclas del filtro</translation>
    </message>
</context>
<context>
    <name>mxlens::LoadingBar</name>
    <message>
        <source>Reading one file: %1 %</source>
        <translation>Leyendo un archivo: %1 %</translation>
    </message>
    <message numerus="yes">
        <source>Looking for changes: %1 of %2 file(s)</source>
        <translation>
            <numerusform>Buscando cambios: %1 de %2 archivo</numerusform>
            <numerusform>Buscando cambios: %1 de %2 archivos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Reading: %1 of %2 file(s)</source>
        <translation>
            <numerusform>Leyendo: %1 de %2 archivo</numerusform>
            <numerusform>Leyendo: %1 de %2 archivos</numerusform>
        </translation>
    </message>
    <message>
        <source>Reading was cancelled before it was known what has changed. What was read last time is shown.</source>
        <translation>La lectura se canceló antes de saberse qué ha cambiado. Se muestra lo leído la última vez.</translation>
    </message>
    <message>
        <source>Reading was cancelled. What was read is shown.</source>
        <translation>La lectura se canceló. Se muestra lo leído.</translation>
    </message>
    <message>
        <source>Reading was cancelled before the file was read to its end. What was read is shown.</source>
        <translation>La lectura se canceló antes de llegar al final del archivo. Se muestra lo leído.</translation>
    </message>
    <message numerus="yes">
        <source>Reading was cancelled after %1 of %2 file(s). What was read is shown.</source>
        <translation>
            <numerusform>La lectura se canceló tras %1 de %2 archivo. Se muestra lo leído.</numerusform>
            <numerusform>La lectura se canceló tras %1 de %2 archivos. Se muestra lo leído.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Looking for files: %1 found</source>
        <translation>
            <numerusform>Buscando archivos: %1 encontrado</numerusform>
            <numerusform>Buscando archivos: %1 encontrados</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 unchanged since last time</source>
        <translation>
            <numerusform>%1 sin cambios desde la última vez</numerusform>
            <numerusform>%1 sin cambios desde la última vez</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 report(s)</source>
        <translation>
            <numerusform>%1 informe</numerusform>
            <numerusform>%1 informes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 unreadable</source>
        <translation>
            <numerusform>%1 ilegible</numerusform>
            <numerusform>%1 ilegibles</numerusform>
        </translation>
    </message>
    <message>
        <source>Progress of reading</source>
        <translation>Progreso de la lectura</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>&amp;Cancelar</translation>
    </message>
    <message>
        <source>Cancelling…</source>
        <translation>Cancelando…</translation>
    </message>
</context>
<context>
    <name>mxlens::LookGroup</name>
    <message>
        <source>Lan&amp;guage:</source>
        <translation>&amp;Idioma:</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>El del sistema</translation>
    </message>
    <message>
        <source>The language holds from the next start on.</source>
        <translation>El idioma vale a partir del próximo inicio.</translation>
    </message>
    <message>
        <source>&amp;Colours:</source>
        <translation>&amp;Colores:</translation>
    </message>
    <message>
        <source>&amp;Times:</source>
        <translation>&amp;Fechas:</translation>
    </message>
    <message>
        <source>Date and time (UTC)</source>
        <translation>Fecha y hora (UTC)</translation>
    </message>
    <message>
        <source>As seen from today</source>
        <translation>Vistas desde hoy</translation>
    </message>
    <message>
        <source>Looks</source>
        <translation>Aspecto</translation>
    </message>
</context>
<context>
    <name>mxlens::MainWindow</name>
    <message>
        <source>Wrote the report to %1</source>
        <translation>Informe escrito en %1</translation>
    </message>
    <message>
        <source>Main tool bar</source>
        <translation>Barra de herramientas principal</translation>
    </message>
    <message>
        <source>Copied the first %1 rows. Export writes all of them.</source>
        <translation>Se copiaron las primeras %1 filas. Exportar las escribe todas.</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exportar…</translation>
    </message>
    <message>
        <source>Writing rows…</source>
        <translation>Escribiendo filas…</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>Wrote the chart to %1</source>
        <translation>El gráfico se escribió en %1</translation>
    </message>
    <message>
        <source>The sample reports are not installed.</source>
        <translation>Los informes de ejemplo no están instalados.</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>Leyendo…</translation>
    </message>
    <message>
        <source>The clipboard holds no text, mail or files to read.</source>
        <translation>El portapapeles no tiene texto, correo ni archivos que leer.</translation>
    </message>
    <message>
        <source>pasted text</source>
        <translation>texto pegado</translation>
    </message>
    <message>
        <source>Read again</source>
        <translation>Leer de nuevo</translation>
    </message>
    <message numerus="yes">
        <source>No TLS report was found in %1 source(s). The tab Sources says why.</source>
        <translation>
            <numerusform>No se encontró ningún informe TLS en %1 fuente. La pestaña Fuentes dice por qué.</numerusform>
            <numerusform>No se encontró ningún informe TLS en %1 fuentes. La pestaña Fuentes dice por qué.</numerusform>
        </translation>
    </message>
    <message>
        <source>Show sources</source>
        <translation>Mostrar las fuentes</translation>
    </message>
    <message>
        <source>Nothing new:</source>
        <translation>Nada nuevo:</translation>
    </message>
    <message>
        <source>No TLS report was found in what was added.</source>
        <translation>No se encontró ningún informe TLS en lo añadido.</translation>
    </message>
    <message>
        <source>Nothing new: it had been opened before.</source>
        <translation>Nada nuevo: ya se había abierto antes.</translation>
    </message>
    <message>
        <source>Could not be read: %1</source>
        <translation>No se pudo leer: %1</translation>
    </message>
    <message>
        <source>%1 sources could not be read, the first: %2</source>
        <translation>No se pudieron leer %1 fuentes; la primera: %2</translation>
    </message>
    <message>
        <source>Reading stopped: there is not enough memory. What was shown before is kept.</source>
        <translation>La lectura se detuvo: no hay memoria suficiente. Se conserva lo que se mostraba antes.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Reintentar</translation>
    </message>
    <message numerus="yes">
        <source>Wrote %1 row(s) to %2</source>
        <translation>
            <numerusform>Se escribió %1 fila en %2</numerusform>
            <numerusform>Se escribieron %1 filas en %2</numerusform>
        </translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>Abrir la carpeta</translation>
    </message>
    <message>
        <source>&amp;Export rows shown…</source>
        <translation>E&amp;xportar las filas mostradas…</translation>
    </message>
    <message>
        <source>&amp;Export rows shown (%1)…</source>
        <translation>E&amp;xportar las filas mostradas (%1)…</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportar</translation>
    </message>
    <message>
        <source>Nothing to export: no rows are shown</source>
        <translation>Nada que exportar: no se muestra ninguna fila</translation>
    </message>
    <message numerus="yes">
        <source>Write the %1 row(s) shown to a CSV file (Ctrl+S)</source>
        <translation>
            <numerusform>Escribir la fila mostrada en un archivo CSV (Ctrl+S)</numerusform>
            <numerusform>Escribir las %1 filas mostradas en un archivo CSV (Ctrl+S)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 report(s)</source>
        <translation>
            <numerusform>%1 informe</numerusform>
            <numerusform>%1 informes</numerusform>
        </translation>
    </message>
    <message>
        <source>dropped mail</source>
        <translation>correo soltado</translation>
    </message>
    <message>
        <source>dropped text</source>
        <translation>texto soltado</translation>
    </message>
    <message numerus="yes">
        <source>%1 new report(s) appeared.</source>
        <translation>
            <numerusform>Apareció %1 informe nuevo.</numerusform>
            <numerusform>Aparecieron %1 informes nuevos.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 report(s) had been read before.</source>
        <translation>
            <numerusform>%1 informe se había leído antes.</numerusform>
            <numerusform>%1 informes se habían leído antes.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 report(s) added.</source>
        <translation>
            <numerusform>Se añadió %1 informe.</numerusform>
            <numerusform>Se añadieron %1 informes.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mxlens::MessageBar</name>
    <message>
        <source>Close this message</source>
        <translation>Cerrar este mensaje</translation>
    </message>
    <message>
        <source>Writing was cancelled. Nothing was changed: %1</source>
        <translation>Se canceló la escritura. No se cambió nada: %1</translation>
    </message>
</context>
<context>
    <name>mxlens::MimeInput</name>
    <message>
        <source>%1 is not a file on this computer. Save it to a folder, then drop the file here.</source>
        <translation>%1 no es un archivo de este equipo. Hay que guardarlo en una carpeta y soltar aquí el archivo.</translation>
    </message>
    <message numerus="yes">
        <source>%n addresses, such as %1, are not files on this computer. Save them to a folder, then drop the files here.</source>
        <translation>
            <numerusform>%n dirección, como %1, no es un archivo de este equipo. Hay que guardarla en una carpeta y soltar aquí el archivo.</numerusform>
            <numerusform>%n direcciones, como %1, no son archivos de este equipo. Hay que guardarlas en una carpeta y soltar aquí los archivos.</numerusform>
        </translation>
    </message>
    <message>
        <source>There is nothing to read in it.</source>
        <translation>No contiene nada que leer.</translation>
    </message>
</context>
<context>
    <name>mxlens::PageView</name>
    <message>
        <source>The pages are being laid out…</source>
        <translation>Se componen las páginas…</translation>
    </message>
</context>
<context>
    <name>mxlens::PeriodBox</name>
    <message>
        <source>Period</source>
        <translation>Periodo</translation>
    </message>
    <message>
        <source>Days that count (UTC), up to the day of the last report.
Shift+drag in the chart selects days too.</source>
        <translation>Días que cuentan (UTC), hasta el día del último informe.
Mayús+arrastrar en el gráfico también selecciona días.</translation>
    </message>
    <message>
        <source>All days</source>
        <translation>Todos los días</translation>
    </message>
    <message>
        <source>Last 7 days</source>
        <translation>Últimos 7 días</translation>
    </message>
    <message>
        <source>Last 30 days</source>
        <translation>Últimos 30 días</translation>
    </message>
    <message>
        <source>Last 90 days</source>
        <translation>Últimos 90 días</translation>
    </message>
    <message>
        <source>From … to …</source>
        <translation>Del … al …</translation>
    </message>
</context>
<context>
    <name>mxlens::PlotStrip</name>
    <message>
        <source>%1 %</source>
        <extracomment>A share on an axis; %1: number</extracomment>
        <translation>%1 %</translation>
    </message>
</context>
<context>
    <name>mxlens::ProblemDetails</name>
    <message>
        <source>unknown</source>
        <translation>desconocido</translation>
    </message>
    <message>
        <source>Evidence</source>
        <translation>Pruebas</translation>
    </message>
    <message>
        <source>Severity</source>
        <translation>Gravedad</translation>
    </message>
    <message>
        <source>Days (UTC)</source>
        <translation>Días (UTC)</translation>
    </message>
    <message>
        <source>%1, not over at the last report</source>
        <translation>%1, sin terminar en el último informe</translation>
    </message>
    <message>
        <source>%1, not over at the last report of those who saw it</source>
        <translation>%1, sin terminar en el último informe de quienes lo vieron</translation>
    </message>
    <message>
        <source>%1, ended</source>
        <translation>%1, terminado</translation>
    </message>
    <message>
        <source>Failed sessions</source>
        <translation>Sesiones fallidas</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>Proporción</translation>
    </message>
    <message>
        <source>Show the row</source>
        <translation>Mostrar la fila</translation>
    </message>
    <message numerus="yes">
        <source>Show the %1 row(s)</source>
        <translation>
            <numerusform>Mostrar la %1 fila</numerusform>
            <numerusform>Mostrar las %1 filas</numerusform>
        </translation>
    </message>
    <message>
        <source>Reporters</source>
        <translation>Informantes</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>fallidas</translation>
    </message>
    <message>
        <source>sessions</source>
        <translation>sesiones</translation>
    </message>
    <message>
        <source>organization</source>
        <translation>organización</translation>
    </message>
    <message>
        <source>first</source>
        <translation>primero</translation>
    </message>
    <message>
        <source>last</source>
        <translation>último</translation>
    </message>
    <message>
        <source>Saw nothing of it on these days</source>
        <translation>No vieron nada de ello en estos días</translation>
    </message>
    <message>
        <source>sessions of %1 in reports that saw nothing of it</source>
        <translation>sesiones de %1 en informes que no vieron nada de ello</translation>
    </message>
    <message>
        <source>Organizations</source>
        <translation>Organizaciones</translation>
    </message>
    <message>
        <source>Their sessions</source>
        <translation>Sus sesiones</translation>
    </message>
    <message>
        <source>As it was written</source>
        <translation>Como se escribió</translation>
    </message>
    <message>
        <source>result type</source>
        <translation>tipo de resultado</translation>
    </message>
    <message>
        <source>reason code</source>
        <translation>código de motivo</translation>
    </message>
    <message>
        <source>meaning</source>
        <translation>significado</translation>
    </message>
    <message>
        <source>Networks that the sessions came from</source>
        <translation>Redes de las que venían las sesiones</translation>
    </message>
    <message>
        <source>network</source>
        <translation>red</translation>
    </message>
    <message>
        <source>no address given</source>
        <translation>sin dirección indicada</translation>
    </message>
    <message>
        <source>day</source>
        <translation>día</translation>
    </message>
    <message>
        <source>Some of these are the same sessions, told under both policies.</source>
        <translation>Parte de estas sesiones son las mismas, contadas con las dos políticas.</translation>
    </message>
    <message numerus="yes">
        <source>%1 more</source>
        <extracomment>last row of a table: so many more names, which have no row of their own</extracomment>
        <translation>
            <numerusform>%1 más</numerusform>
            <numerusform>%1 más</numerusform>
        </translation>
    </message>
    <message>
        <source>Policy as %1 saw it last</source>
        <translation>La política como la vio %1 por última vez</translation>
    </message>
    <message>
        <source>All sessions are those of %1 on these days.</source>
        <extracomment>%1: domain; below a share of all sessions</extracomment>
        <translation>Todas las sesiones son las de %1 en estos días.</translation>
    </message>
    <message>
        <source>All sessions</source>
        <translation>Todas las sesiones</translation>
    </message>
    <message>
        <source>sessions of %1 on these days</source>
        <translation>sesiones de %1 en estos días</translation>
    </message>
    <message>
        <source>sessions of %1 that %2 reported on these days</source>
        <translation>sesiones de %1 que comunicó %2 en estos días</translation>
    </message>
    <message>
        <source>sessions of %1 on %2</source>
        <translation>sesiones de %1 el %2</translation>
    </message>
    <message>
        <source>Effect on mail</source>
        <translation>Efecto en el correo</translation>
    </message>
</context>
<context>
    <name>mxlens::RawView</name>
    <message>
        <source>Raw JSON</source>
        <translation>JSON original</translation>
    </message>
    <message>
        <source>As &amp;written</source>
        <translation>Tal como &amp;se escribió</translation>
    </message>
    <message>
        <source>&amp;Copy all</source>
        <translation>&amp;Copiar todo</translation>
    </message>
    <message>
        <source>Find</source>
        <translation>Buscar</translation>
    </message>
    <message>
        <source>Find in the raw JSON</source>
        <translation>Buscar en el JSON original</translation>
    </message>
    <message>
        <source>Find in the raw JSON (Ctrl+F, then Enter or F3)</source>
        <translation>Buscar en el JSON original (Ctrl+F, después Intro o F3)</translation>
    </message>
    <message>
        <source>Show the text as it was written, without line breaks added</source>
        <translation>Mostrar el texto tal como se escribió, sin saltos de línea añadidos</translation>
    </message>
    <message>
        <source>Copy the whole text as it was written</source>
        <translation>Copiar todo el texto tal como se escribió</translation>
    </message>
    <message>
        <source>Previous match</source>
        <translation>Coincidencia anterior</translation>
    </message>
    <message>
        <source>Next match</source>
        <translation>Coincidencia siguiente</translation>
    </message>
    <message>
        <source>Previous match (Shift+F3)</source>
        <translation>Coincidencia anterior (Mayús+F3)</translation>
    </message>
    <message>
        <source>Next match (F3)</source>
        <translation>Coincidencia siguiente (F3)</translation>
    </message>
    <message>
        <source>Note on the raw JSON</source>
        <translation>Nota sobre el JSON original</translation>
    </message>
    <message>
        <source>not found</source>
        <translation>no se encontró</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <extracomment>number of a match, and of all matches</extracomment>
        <translation>%1 de %2</translation>
    </message>
    <message>
        <source>Reading the source…</source>
        <translation>Leyendo la fuente…</translation>
    </message>
    <message>
        <source>Only the first part of %1 is shown. Copy all copies everything.</source>
        <translation>Solo se muestra la primera parte de %1. Copiar todo lo copia entero.</translation>
    </message>
    <message>
        <source>Very long lines are broken to show them. Copy all copies them whole.</source>
        <translation>Las líneas muy largas se parten para mostrarlas. Copiar todo las copia enteras.</translation>
    </message>
    <message>
        <source>The raw JSON cannot be shown. %1</source>
        <extracomment>%1: a sentence that says what and where</extracomment>
        <translation>No se puede mostrar el JSON original. %1</translation>
    </message>
</context>
<context>
    <name>mxlens::RecordCheck</name>
    <message>
        <source>Name: %1</source>
        <translation>Nombre: %1</translation>
    </message>
    <message>
        <source>Reports to: %1</source>
        <translation>Informes a: %1</translation>
    </message>
    <message>
        <source>Id: %1</source>
        <translation>Id: %1</translation>
    </message>
</context>
<context>
    <name>mxlens::RecordTabs</name>
    <message>
        <source>Tables</source>
        <translation>Tablas</translation>
    </message>
    <message>
        <source>Failures</source>
        <translation>Fallos</translation>
    </message>
    <message>
        <source>Reports</source>
        <translation>Informes</translation>
    </message>
    <message>
        <source>Policies</source>
        <translation>Políticas</translation>
    </message>
    <message>
        <source>Sources</source>
        <translation>Fuentes</translation>
    </message>
    <message>
        <source>Prob&amp;lems</source>
        <translation>Prob&amp;lemas</translation>
    </message>
    <message>
        <source>Do&amp;mains</source>
        <translation>Do&amp;minios</translation>
    </message>
    <message>
        <source>Fail&amp;ures</source>
        <translation>&amp;Fallos</translation>
    </message>
    <message>
        <source>&amp;Reports</source>
        <translation>&amp;Informes</translation>
    </message>
    <message>
        <source>&amp;Policies</source>
        <translation>&amp;Políticas</translation>
    </message>
    <message>
        <source>&amp;Sources</source>
        <translation>Fue&amp;ntes</translation>
    </message>
    <message>
        <source>Problems</source>
        <translation>Problemas</translation>
    </message>
    <message>
        <source>Domains</source>
        <translation>Dominios</translation>
    </message>
    <message>
        <source>Looking for problems…</source>
        <translation>Buscando problemas…</translation>
    </message>
    <message numerus="yes">
        <source>Sho&amp;w its %1 row(s)</source>
        <translation>
            <numerusform>M&amp;ostrar su fila</numerusform>
            <numerusform>M&amp;ostrar sus %1 filas</numerusform>
        </translation>
    </message>
    <message>
        <source>No source matches the filter.</source>
        <translation>Ninguna fuente cumple el filtro.</translation>
    </message>
    <message>
        <source>Show everything</source>
        <translation>Mostrar todo</translation>
    </message>
    <message>
        <source>Nothing here.</source>
        <translation>Aquí no hay nada.</translation>
    </message>
    <message>
        <source>Nothing was found there.</source>
        <translation>No se encontró nada ahí.</translation>
    </message>
    <message numerus="yes">
        <source>None of %1 source(s) holds a TLS report.</source>
        <translation>
            <numerusform>La fuente leída no contiene ningún informe TLS.</numerusform>
            <numerusform>Ninguna de las %1 fuentes contiene un informe TLS.</numerusform>
        </translation>
    </message>
    <message>
        <source>Show sources</source>
        <translation>Mostrar las fuentes</translation>
    </message>
    <message numerus="yes">
        <source>No report matches. %1 report(s) are left out by filter, days or domain.</source>
        <translation>
            <numerusform>Ningún informe coincide. El filtro, los días o el dominio excluyen %1 informe.</numerusform>
            <numerusform>Ningún informe coincide. El filtro, los días o el dominio excluyen %1 informes.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Nothing failed: all of %1 session(s) succeeded.</source>
        <translation>
            <numerusform>No falló nada: la sesión tuvo éxito.</numerusform>
            <numerusform>No falló nada: las %1 sesiones tuvieron éxito.</numerusform>
        </translation>
    </message>
    <message>
        <source>Show reports</source>
        <translation>Mostrar los informes</translation>
    </message>
    <message>
        <source>No failure is reported, but some counts are missing.</source>
        <translation>No consta ningún fallo, pero faltan algunas cifras.</translation>
    </message>
    <message>
        <source>The reports give no failure details here.</source>
        <translation>Los informes no dan aquí detalles de fallos.</translation>
    </message>
    <message>
        <source>Show policies</source>
        <translation>Mostrar las políticas</translation>
    </message>
    <message numerus="yes">
        <source>%1 session(s) of %2, %3 (UTC)</source>
        <extracomment>%1: &quot;10 organizations&quot;; %2: days</extracomment>
        <translation>
            <numerusform>%1 sesión de %2, %3 (UTC)</numerusform>
            <numerusform>%1 sesiones de %2, %3 (UTC)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 organization(s)</source>
        <translation>
            <numerusform>%1 organización</numerusform>
            <numerusform>%1 organizaciones</numerusform>
        </translation>
    </message>
    <message>
        <source>on unknown days</source>
        <translation>en días desconocidos</translation>
    </message>
    <message>
        <source>No problem was found.</source>
        <translation>No se encontró ningún problema.</translation>
    </message>
    <message>
        <source>: %1 failed, and the reports give no details of a cause.</source>
        <translation>: %1 fallidas, y los informes no dan detalles de una causa.</translation>
    </message>
    <message>
        <source>: how many failed is unknown.</source>
        <translation>: no se sabe cuántas fallaron.</translation>
    </message>
    <message>
        <source>Nothing is wrong.</source>
        <translation>No hay ningún problema.</translation>
    </message>
    <message>
        <source>Nothing is wrong in what is shown.</source>
        <translation>No hay ningún problema en lo que se muestra.</translation>
    </message>
    <message>
        <source>: not one failed.</source>
        <translation>: ninguna falló.</translation>
    </message>
    <message>
        <source>: not one failed of those that were counted, but some counts are missing.</source>
        <translation>: ninguna falló de las contadas, pero faltan algunas cifras.</translation>
    </message>
</context>
<context>
    <name>mxlens::ReportMaker</name>
    <message>
        <source>The report could not be printed.</source>
        <translation>No se pudo imprimir el informe.</translation>
    </message>
    <message>
        <source>Writing the report…</source>
        <translation>Se escribe el informe…</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>Wrote the report to %1</source>
        <translation>Informe escrito en %1</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>Abrir la carpeta</translation>
    </message>
    <message>
        <source>The PDF could not be made.</source>
        <translation>No se pudo crear el PDF.</translation>
    </message>
</context>
<context>
    <name>mxlens::ReportPreview</name>
    <message>
        <source>Report for people</source>
        <translation>Informe para personas</translation>
    </message>
    <message>
        <source>Pages of the report</source>
        <translation>Páginas del informe</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>Guardar…</translation>
    </message>
    <message>
        <source>Save as PDF, web page or plain text</source>
        <translation>Guardar como PDF, página web o texto sin formato</translation>
    </message>
    <message>
        <source>Print…</source>
        <translation>Imprimir…</translation>
    </message>
    <message>
        <source>Paper…</source>
        <translation>Papel…</translation>
    </message>
    <message>
        <source>Size, direction and margins of the paper</source>
        <translation>Tamaño, orientación y márgenes del papel</translation>
    </message>
    <message>
        <source>Larger</source>
        <translation>Ampliar</translation>
    </message>
    <message>
        <source>Smaller</source>
        <translation>Reducir</translation>
    </message>
    <message>
        <source>Fit width</source>
        <translation>Ajustar al ancho</translation>
    </message>
    <message>
        <source>Printing…</source>
        <translation>Se imprime…</translation>
    </message>
    <message>
        <source>Page %1 of %2</source>
        <translation>Página %1 de %2</translation>
    </message>
</context>
<context>
    <name>mxlens::ReportTreeModel</name>
    <message>
        <source>policy</source>
        <translation>política</translation>
    </message>
    <message>
        <source>failure detail</source>
        <translation>detalle de fallo</translation>
    </message>
    <message>
        <source>The report does not say.</source>
        <translation>El informe no lo dice.</translation>
    </message>
</context>
<context>
    <name>mxlens::ResultField</name>
    <message>
        <source>Copy: %1</source>
        <translation>Copiar: %1</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Copiado</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Copiar</translation>
    </message>
</context>
<context>
    <name>mxlens::ResultsPage</name>
    <message>
        <source>Domains</source>
        <translation>Dominios</translation>
    </message>
</context>
<context>
    <name>mxlens::RowStatus</name>
    <message>
        <source>%1 of %2 sessions failed</source>
        <translation>fallaron %1 de %2 sesiones</translation>
    </message>
    <message>
        <source>%1 of them without a report, so without days and domain to narrow them by</source>
        <translation>%1 de ellas sin informe, así que sin días ni dominio por los que acotarlas</translation>
    </message>
    <message>
        <source>%1 failed</source>
        <translation>%1 fallidas</translation>
    </message>
    <message>
        <source>Selected rows add up as the headline does: sts and tlsa policies of one report and domain are the same sessions.</source>
        <translation>Las filas seleccionadas suman como el titular: las políticas sts y tlsa de un informe y dominio son las mismas sesiones.</translation>
    </message>
    <message numerus="yes">
        <source>%1 row(s)</source>
        <translation>
            <numerusform>%1 fila</numerusform>
            <numerusform>%1 filas</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>in %1 group(s)</source>
        <translation>
            <numerusform>en %1 grupo</numerusform>
            <numerusform>en %1 grupos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 selected</source>
        <translation>
            <numerusform>%1 seleccionada</numerusform>
            <numerusform>%1 seleccionadas</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>mxlens::RowTableModel</name>
    <message>
        <source>unknown</source>
        <translation>desconocido</translation>
    </message>
    <message>
        <source>The report does not say.</source>
        <translation>El informe no lo dice.</translation>
    </message>
</context>
<context>
    <name>mxlens::RowView</name>
    <message>
        <source>Copy &amp;cell</source>
        <translation>Copiar la &amp;celda</translation>
    </message>
    <message>
        <source>Copy &amp;rows</source>
        <translation>Copiar las &amp;filas</translation>
    </message>
    <message>
        <source>Co&amp;lumns</source>
        <translation>Co&amp;lumnas</translation>
    </message>
</context>
<context>
    <name>mxlens::SaveFilterDialog</name>
    <message>
        <source>Save this filter</source>
        <translation>Guardar este filtro</translation>
    </message>
    <message>
        <source>&amp;Name:</source>
        <translation>&amp;Nombre:</translation>
    </message>
    <message>
        <source>A filter of that name is there: this one takes its place.</source>
        <translation>Ya hay un filtro con ese nombre: este lo sustituye.</translation>
    </message>
</context>
<context>
    <name>mxlens::SavedFiltersDialog</name>
    <message>
        <source>Saved filters</source>
        <translation>Filtros guardados</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nombre</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>Filtro</translation>
    </message>
    <message>
        <source>F2 or a double click renames a filter.</source>
        <translation>F2 o un doble clic cambia el nombre de un filtro.</translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation>&amp;Eliminar</translation>
    </message>
</context>
<context>
    <name>mxlens::NumbersGroup</name>
    <message>
        <source>Use the numbers MX Lens came with</source>
        <translation>Usar los números con los que viene MX Lens</translation>
    </message>
</context>
<context>
    <name>mxlens::SettingsDialog</name>
    <message>
        <source>Gen&amp;eral</source>
        <translation>&amp;General</translation>
    </message>
    <message>
        <source>D&amp;iagnosis</source>
        <translation>&amp;Diagnóstico</translation>
    </message>
    <message>
        <source>&amp;Reading</source>
        <translation>&amp;Lectura</translation>
    </message>
    <message>
        <source>Pages of the settings</source>
        <translation>Páginas de la configuración</translation>
    </message>
    <message>
        <source>&amp;Watch what is opened for new reports</source>
        <translation>&amp;Vigilar si llegan informes nuevos a lo que se abre</translation>
    </message>
    <message>
        <source>As with Watch for new reports in the menu File, without being asked</source>
        <translation>Como con la orden de vigilar del menú Archivo, sin pedirlo cada vez</translation>
    </message>
    <message>
        <source>Ready to enforce</source>
        <translation>Listo para enforce</translation>
    </message>
    <message>
        <source>What a domain in testing needs, with nothing against it, to be called ready to enforce.</source>
        <translation>Lo que un dominio en pruebas necesita, sin nada en contra, para que se le llame listo para enforce.</translation>
    </message>
    <message>
        <source>Days with re&amp;ports:</source>
        <translation>Días con infor&amp;mes:</translation>
    </message>
    <message>
        <source>Days with reports since the policy is as it is, of the last four weeks</source>
        <translation>Días con informes desde que la política está como está, de las últimas cuatro semanas</translation>
    </message>
    <message>
        <source>&amp;Sessions:</source>
        <translation>&amp;Sesiones:</translation>
    </message>
    <message>
        <source>Sessions on these days, of all reporters</source>
        <translation>Sesiones en estos días, de todos los informantes</translation>
    </message>
    <message>
        <source>&amp;Organizations:</source>
        <translation>&amp;Organizaciones:</translation>
    </message>
    <message>
        <source>Organizations that report: one alone may see its own path only</source>
        <translation>Organizaciones que informan: una sola puede ver solo su propio camino</translation>
    </message>
    <message>
        <source>Silence and noise</source>
        <translation>Silencio y ruido</translation>
    </message>
    <message>
        <source>What is worth a line among the problems.</source>
        <translation>Lo que merece una línea entre los problemas.</translation>
    </message>
    <message>
        <source>Silent &amp;from day:</source>
        <translation>En sil&amp;encio a partir del día:</translation>
    </message>
    <message>
        <source>Days without a report, while others report, from which a regular reporter is called silent; one with longer gaps gets more</source>
        <translation>Días sin informe, mientras otros informan, a partir de los cuales un informante habitual se da por callado; el que deja huecos mayores tiene más</translation>
    </message>
    <message>
        <source>Failed sessions that may be &amp;noise:</source>
        <translation>Sesiones fallidas que pueden ser &amp;ruido:</translation>
    </message>
    <message>
        <source>Up to so many failed sessions may be noise; 0: nothing is taken for noise</source>
        <translation>Hasta tantas sesiones fallidas pueden ser ruido; 0: nada se toma por ruido</translation>
    </message>
    <message>
        <source>Limits</source>
        <translation>Límites</translation>
    </message>
    <message>
        <source>Reports come from strangers. What is larger is listed among the sources as not readable, and everything else is read. Changes hold for what is read next.</source>
        <translation>Los informes llegan de desconocidos. Lo que es mayor figura entre las fuentes como ilegible y todo lo demás se lee. Los cambios valen para lo que se lea a continuación.</translation>
    </message>
    <message>
        <source>Largest &amp;document:</source>
        <translation>Documento más gra&amp;nde:</translation>
    </message>
    <message>
        <source>MiB</source>
        <translation>MiB</translation>
    </message>
    <message>
        <source>One report, unpacked</source>
        <translation>Un informe, descomprimido</translation>
    </message>
    <message>
        <source>Largest &amp;mail:</source>
        <translation>Co&amp;rreo más grande:</translation>
    </message>
    <message>
        <source>One mail with its attachments, as it is kept</source>
        <translation>Un correo con sus adjuntos, tal como se guarda</translation>
    </message>
    <message>
        <source>Members of an &amp;archive:</source>
        <translation>Miembros de un &amp;archivo comprimido:</translation>
    </message>
    <message>
        <source>In all, those of archives in it too</source>
        <translation>En total, también los de archivos que contenga</translation>
    </message>
    <message>
        <source>Containers in eac&amp;h other:</source>
        <translation>Contenedores uno dentro de &amp;otro:</translation>
    </message>
    <message>
        <source>Mails, archives and compressed files around a report</source>
        <translation>Correos, archivos y ficheros comprimidos alrededor de un informe</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Configuración</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Inicio</translation>
    </message>
    <message>
        <source>&amp;Open what was open last</source>
        <translation>&amp;Abrir lo último que estuvo abierto</translation>
    </message>
    <message>
        <source>With its filter, domain and days; not where files are given</source>
        <translation>Con su filtro, dominio y días; no cuando se indican archivos</translation>
    </message>
    <message>
        <source>Cache</source>
        <translation>Caché</translation>
    </message>
    <message>
        <source>&amp;Keep an index for quick reopening</source>
        <translation>&amp;Mantener un índice para reabrir rápidamente</translation>
    </message>
    <message>
        <source>A folder that was open before shows at once, and only what changed is read. The index holds what the reports say; nobody else on this computer may read it. Switching it off keeps the files that are there until they are cleared.</source>
        <translation>Una carpeta que ya estuvo abierta se muestra enseguida y solo se lee lo que cambió. El índice contiene lo que dicen los informes; nadie más en este equipo puede leerlo. Al desactivarlo, los archivos que haya se conservan hasta que se vacíe.</translation>
    </message>
    <message>
        <source>There is no folder for it on this system.</source>
        <translation>No hay carpeta para él en este sistema.</translation>
    </message>
    <message>
        <source>Kept in %1</source>
        <translation>Se guarda en %1</translation>
    </message>
    <message>
        <source>Folder of the index</source>
        <translation>Carpeta del índice</translation>
    </message>
    <message>
        <source>Size: …</source>
        <translation>Tamaño: …</translation>
    </message>
    <message>
        <source>C&amp;lear</source>
        <translation>&amp;Vaciar</translation>
    </message>
    <message>
        <source>It could not be cleared: %1</source>
        <translation>No se pudo vaciar: %1</translation>
    </message>
    <message>
        <source>It is empty.</source>
        <translation>Está vacío.</translation>
    </message>
    <message>
        <source>Size: %1</source>
        <translation>Tamaño: %1</translation>
    </message>
</context>
<context>
    <name>mxlens::SourceTableModel</name>
    <message>
        <source>not a report</source>
        <translation>no es un informe</translation>
    </message>
    <message>
        <source>unreadable</source>
        <translation>ilegible</translation>
    </message>
    <message>
        <source>duplicate</source>
        <translation>duplicado</translation>
    </message>
    <message>
        <source>report</source>
        <translation>informe</translation>
    </message>
</context>
<context>
    <name>mxlens::Sparklines</name>
    <message>
        <source>Most failed on %1: %2</source>
        <extracomment>%1: a day; %2: number</extracomment>
        <translation>Máximo de fallos el %1: %2</translation>
    </message>
</context>
<context>
    <name>mxlens::StartPage</name>
    <message>
        <source>Drop TLS reports here</source>
        <translation>Arrastrar aquí informes TLS</translation>
    </message>
    <message>
        <source>Files, folders or mail: .json, .gz, .eml, mbox, Maildir, zip, tar</source>
        <translation>Archivos, carpetas o correo: .json, .gz, .eml, mbox, Maildir, zip, tar</translation>
    </message>
    <message>
        <source>&amp;Open files…</source>
        <translation>Abrir a&amp;rchivos…</translation>
    </message>
    <message>
        <source>Open fol&amp;der…</source>
        <translation>Abrir &amp;carpeta…</translation>
    </message>
    <message>
        <source>Try with &amp;sample reports</source>
        <translation>Probar con informes de e&amp;jemplo</translation>
    </message>
    <message>
        <source>Everything is read on this machine. Nothing leaves it.</source>
        <translation>Todo se lee en este equipo. Nada sale de él.</translation>
    </message>
    <message>
        <source>Opened recently</source>
        <translation>Abierto recientemente</translation>
    </message>
    <message>
        <source>Open %1</source>
        <translation>Abrir %1</translation>
    </message>
    <message>
        <source>%1 is not there now</source>
        <translation>%1 no está ahora</translation>
    </message>
    <message>
        <source>Release to read them</source>
        <translation>Soltar para leerlos</translation>
    </message>
</context>
<context>
    <name>mxlens::StsPolicyDialog</name>
    <message>
        <source>It has more than 1 MiB: this is no policy.</source>
        <translation>Tiene más de 1 MiB: no es una política.</translation>
    </message>
    <message>
        <source>Mode: %1</source>
        <translation>Modo: %1</translation>
    </message>
    <message>
        <source>MX: %1</source>
        <translation>MX: %1</translation>
    </message>
    <message>
        <source>Kept for: %1</source>
        <translation>Se conserva: %1</translation>
    </message>
    <message>
        <source>MTA-STS policy</source>
        <translation>Política MTA-STS</translation>
    </message>
    <message>
        <source>&amp;Build</source>
        <translation>&amp;Crear</translation>
    </message>
    <message>
        <source>A policy tells senders which MX hosts receive your mail, and that each must offer TLS with a valid certificate.</source>
        <translation>Una política dice a los remitentes qué hosts MX reciben el correo y que cada uno debe ofrecer TLS con un certificado válido.</translation>
    </message>
    <message>
        <source>&amp;Id of the policy: another one whenever the policy changes, or senders do not fetch it again</source>
        <translation>&amp;Id de la política: otro cada vez que cambia, o los remitentes no la descargan de nuevo</translation>
    </message>
    <message>
        <source>Id of the policy</source>
        <translation>Id de la política</translation>
    </message>
    <message>
        <source>Ne&amp;w id</source>
        <translation>Id n&amp;uevo</translation>
    </message>
    <message>
        <source>The policy and its record</source>
        <translation>La política y su registro</translation>
    </message>
    <message>
        <source>&amp;Policy text, its lines ending with CRLF</source>
        <translation>Texto de la &amp;política, con líneas terminadas en CRLF</translation>
    </message>
    <message>
        <source>Sa&amp;ve…</source>
        <translation>&amp;Guardar…</translation>
    </message>
    <message>
        <source>&amp;Served at, as text/plain, without a redirect</source>
        <translation>S&amp;e sirve en, como text/plain y sin redirección</translation>
    </message>
    <message>
        <source>&amp;Name of the record, type TXT</source>
        <translation>&amp;Nombre del registro, tipo TXT</translation>
    </message>
    <message>
        <source>Value of the r&amp;ecord</source>
        <translation>Va&amp;lor del registro</translation>
    </message>
    <message>
        <source>&amp;Line of a zone file</source>
        <translation>Línea de un archivo de &amp;zona</translation>
    </message>
    <message>
        <source>Put the policy in place first, then the record. Change the record last each time the policy changes.</source>
        <translation>Primero se publica la política y después el registro. El registro se cambia al final cada vez que cambia la política.</translation>
    </message>
    <message>
        <source>Findings</source>
        <translation>Observaciones</translation>
    </message>
    <message>
        <source>&amp;Paste a policy that exists, or open its file</source>
        <translation>&amp;Pegar una política existente o abrir su archivo</translation>
    </message>
    <message>
        <source>&amp;Take over</source>
        <translation>&amp;Trasladar a los campos</translation>
    </message>
    <message>
        <source>&amp;Open…</source>
        <translation>&amp;Abrir…</translation>
    </message>
    <message>
        <source>&amp;Check</source>
        <translation>Comp&amp;robar</translation>
    </message>
    <message>
        <source>What the reports say: %1</source>
        <translation>Lo que dicen los informes: %1</translation>
    </message>
    <message numerus="yes">
        <source>The fields start from the policy seen last: mode %1, %2, by %n reporter(s).</source>
        <translation>
            <numerusform>Los campos parten de la última política vista: modo %1, %2, según %n informante.</numerusform>
            <numerusform>Los campos parten de la última política vista: modo %1, %2, según %n informantes.</numerusform>
        </translation>
    </message>
    <message>
        <source>The reports show no MTA-STS policy of this domain yet.</source>
        <translation>Los informes no muestran todavía ninguna política MTA-STS de este dominio.</translation>
    </message>
    <message>
        <source>Save the policy</source>
        <translation>Guardar la política</translation>
    </message>
    <message>
        <source>Saved as %1.</source>
        <translation>Guardado como %1.</translation>
    </message>
    <message>
        <source>It could not be saved: %1</source>
        <translation>No se pudo guardar: %1</translation>
    </message>
    <message>
        <source>Open a policy</source>
        <translation>Abrir una política</translation>
    </message>
    <message>
        <source>%1 could not be read: %2</source>
        <translation>No se pudo leer %1: %2</translation>
    </message>
</context>
<context>
    <name>mxlens::StsPolicyFields</name>
    <message>
        <source>Mode</source>
        <translation>Modo</translation>
    </message>
    <message>
        <source>MX hosts</source>
        <translation>Hosts MX</translation>
    </message>
    <message>
        <source>The name of an M&amp;X, or *. and a domain for all hosts right below it</source>
        <translation>El nombre de un M&amp;X, o *. y un dominio para todos los hosts justo debajo de él</translation>
    </message>
    <message>
        <source>MX patterns</source>
        <translation>Patrones MX</translation>
    </message>
    <message>
        <source>Add the MX &amp;hosts seen</source>
        <translation>Añadir los hosts MX &amp;vistos</translation>
    </message>
    <message>
        <source>max_age in words</source>
        <translation>max_age en palabras</translation>
    </message>
    <message>
        <source>max_age in seconds</source>
        <translation>max_age en segundos</translation>
    </message>
    <message>
        <source> s</source>
        <extracomment>Behind a number of seconds.</extracomment>
        <translation> s</translation>
    </message>
    <message>
        <source>How long senders keep the policy. Long protects better: weeks at least once you enforce. It is also how long a mistake stays with them.</source>
        <translation>Cuánto tiempo conservan los remitentes la política. Más tiempo protege mejor: semanas al menos con enforce. También es lo que les dura un error.</translation>
    </message>
    <message>
        <source>The reports name no MX of this domain. Look up its MX records.</source>
        <translation>Los informes no nombran ningún MX de este dominio. Hay que consultar sus registros MX.</translation>
    </message>
    <message>
        <source>Seen in the reports: %1. An MX that never failed may be missing.</source>
        <translation>Vistos en los informes: %1. Puede faltar un MX que nunca falló.</translation>
    </message>
    <message>
        <source>another time</source>
        <translation>otro tiempo</translation>
    </message>
    <message>
        <source>Senders do not hand mail to an MX that fails the policy: it waits, and comes back if no MX will do.</source>
        <translation>Los remitentes no entregan correo a un MX que incumple la política: espera, y se devuelve si ningún MX sirve.</translation>
    </message>
    <message>
        <source>For taking MTA-STS back: senders drop the policy. Serve it until the max_age of the one before is over, then remove it.</source>
        <translation>Para retirar MTA-STS: los remitentes olvidan la política. Hay que servirla hasta que pase el max_age de la anterior y quitarla después.</translation>
    </message>
    <message>
        <source>Senders report what fails and deliver all the same. Start here; go to enforce when the reports of some weeks show no failure of yours.</source>
        <translation>Los remitentes informan de lo que falla y entregan de todos modos. Conviene empezar aquí y pasar a enforce cuando los informes de unas semanas no muestren ningún fallo propio.</translation>
    </message>
</context>
<context>
    <name>mxlens::TlsRptDialog</name>
    <message>
        <source>TLSRPT record</source>
        <translation>Registro TLSRPT</translation>
    </message>
    <message>
        <source>&amp;Build</source>
        <translation>&amp;Crear</translation>
    </message>
    <message>
        <source>This DNS record asks senders for a daily report on their TLS connections to your domain.</source>
        <translation>Este registro DNS pide a los remitentes un informe diario de sus conexiones TLS con el dominio.</translation>
    </message>
    <message>
        <source>&amp;Send reports to a mail address or an https: address</source>
        <translation>&amp;Enviar los informes a una dirección de correo o https:</translation>
    </message>
    <message>
        <source>Destinations</source>
        <translation>Destinos</translation>
    </message>
    <message>
        <source>A sender may try each destination; one that accepts is enough. Reports arrive however badly TLS fails.</source>
        <translation>Un remitente puede probar cada destino; basta con que uno acepte. Los informes llegan por muy mal que falle TLS.</translation>
    </message>
    <message>
        <source>The record</source>
        <translation>El registro</translation>
    </message>
    <message>
        <source>&amp;Name, type TXT</source>
        <translation>&amp;Nombre, tipo TXT</translation>
    </message>
    <message>
        <source>&amp;Value</source>
        <translation>&amp;Valor</translation>
    </message>
    <message>
        <source>&amp;Line of a zone file</source>
        <translation>Línea de un archivo de &amp;zona</translation>
    </message>
    <message>
        <source>Findings</source>
        <translation>Observaciones</translation>
    </message>
    <message>
        <source>&amp;Paste a record that exists: its value, a line of a zone file, or what dig prints</source>
        <translation>&amp;Pegar un registro existente: su valor, una línea de un archivo de zona o lo que imprime dig</translation>
    </message>
    <message>
        <source>&amp;Take over</source>
        <translation>&amp;Trasladar a los campos</translation>
    </message>
    <message>
        <source>&amp;Check</source>
        <translation>Comp&amp;robar</translation>
    </message>
    <message numerus="yes">
        <source>The value has %1 bytes, and one string of a TXT record holds 255: the line below has it in %n string(s), which senders join. Where a form takes one field for it, paste the value whole.</source>
        <translation>
            <numerusform>El valor tiene %1 bytes y una cadena de un registro TXT admite 255: la línea de abajo lo lleva en %n cadena, que los remitentes unen. Si un formulario tiene un solo campo, hay que pegar el valor entero.</numerusform>
            <numerusform>El valor tiene %1 bytes y una cadena de un registro TXT admite 255: la línea de abajo lo lleva en %n cadenas, que los remitentes unen. Si un formulario tiene un solo campo, hay que pegar el valor entero.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mxlens::TlsaDialog</name>
    <message>
        <source>TLSA records</source>
        <translation>Registros TLSA</translation>
    </message>
    <message>
        <source>&amp;Paste the TLSA records of an MX, one a line: their data, lines of a zone file, or what dig prints</source>
        <translation>&amp;Pegar los registros TLSA de un MX, uno por línea: sus datos, líneas de un archivo de zona o lo que imprime dig</translation>
    </message>
    <message>
        <source>&amp;Check</source>
        <translation>Comp&amp;robar</translation>
    </message>
</context>
<context>
    <name>mxlens::ToolDialog</name>
    <message>
        <source>&amp;Domain, as it stands behind the @ of its mail addresses</source>
        <translation>&amp;Dominio, como va tras la @ de sus direcciones de correo</translation>
    </message>
    <message>
        <source>Domain</source>
        <translation>Dominio</translation>
    </message>
</context>
<context>
    <name>mxlens::ToolsMenu</name>
    <message>
        <source>TLS&amp;RPT record…</source>
        <translation>Registro TLS&amp;RPT…</translation>
    </message>
    <message>
        <source>&amp;MTA-STS policy…</source>
        <translation>Política &amp;MTA-STS…</translation>
    </message>
    <message>
        <source>&amp;TLSA records…</source>
        <translation>Registros &amp;TLSA…</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Ayuda</translation>
    </message>
</context>
<context>
    <name>mxlens::TrendChart</name>
    <message>
        <source>Print the chart</source>
        <translation>Imprimir el gráfico</translation>
    </message>
    <message>
        <source>Sessions and failures over time</source>
        <translation>Sesiones y fallos a lo largo del tiempo</translation>
    </message>
    <message>
        <source>Click to show all days again.</source>
        <translation>Un clic muestra de nuevo todos los días.</translation>
    </message>
    <message>
        <source>Click to show only this.</source>
        <translation>Un clic muestra solo esto.</translation>
    </message>
    <message>
        <source>Release to select %1. Escape cancels.</source>
        <translation>Soltar para seleccionar %1. Esc cancela.</translation>
    </message>
    <message>
        <source>Release to zoom to %1. Escape cancels.</source>
        <translation>Soltar para ampliar %1. Esc cancela.</translation>
    </message>
    <message>
        <source>No report in the days shown. 0 shows all days.</source>
        <translation>Ningún informe en los días mostrados. 0 muestra todos los días.</translation>
    </message>
    <message>
        <source>Selected: %1. Escape clears.</source>
        <translation>Seleccionado: %1. Esc lo borra.</translation>
    </message>
    <message>
        <source>Not all days are shown: 0 shows them again. Shift+drag to select days, click for one.</source>
        <translation>No se muestran todos los días: 0 vuelve a mostrarlos. Mayús+arrastrar selecciona días, un clic elige uno.</translation>
    </message>
    <message>
        <source>Drag to zoom, Shift+drag to select days, click for one.</source>
        <translation>Arrastrar amplía, Mayús+arrastrar selecciona días, un clic elige uno.</translation>
    </message>
    <message>
        <source>failures per day</source>
        <translation>fallos por día</translation>
    </message>
    <message>
        <source>sessions per day</source>
        <translation>sesiones por día</translation>
    </message>
    <message>
        <source>failures per week</source>
        <translation>fallos por semana</translation>
    </message>
    <message>
        <source>sessions per week</source>
        <translation>sesiones por semana</translation>
    </message>
    <message>
        <source>failures per month</source>
        <translation>fallos por mes</translation>
    </message>
    <message>
        <source>sessions per month</source>
        <translation>sesiones por mes</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>desconocido</translation>
    </message>
    <message>
        <source>no sessions</source>
        <translation>sin sesiones</translation>
    </message>
    <message>
        <source>unknown or no sessions</source>
        <translation>desconocido o sin sesiones</translation>
    </message>
    <message>
        <source>none failed</source>
        <translation>ninguna falló</translation>
    </message>
    <message>
        <source>up to 0.1 %</source>
        <translation>hasta 0,1 %</translation>
    </message>
    <message>
        <source>1 %</source>
        <translation>1 %</translation>
    </message>
    <message>
        <source>5 %</source>
        <translation>5 %</translation>
    </message>
    <message>
        <source>20 %</source>
        <translation>20 %</translation>
    </message>
    <message>
        <source>50 %</source>
        <translation>50 %</translation>
    </message>
    <message>
        <source>more</source>
        <translation>más</translation>
    </message>
    <message>
        <source>1 to 9 failed</source>
        <translation>1 a 9 fallidas</translation>
    </message>
    <message>
        <source>10 to 99</source>
        <translation>10 a 99</translation>
    </message>
    <message>
        <source>100 to 999</source>
        <translation>100 a 999</translation>
    </message>
    <message>
        <source>no report</source>
        <translation>sin informe</translation>
    </message>
    <message>
        <source>failed (upwards, at most %1)</source>
        <translation>fallidas (hacia arriba, máximo %1)</translation>
    </message>
    <message>
        <source>sessions (downwards, at most %1)</source>
        <translation>sesiones (hacia abajo, máximo %1)</translation>
    </message>
    <message>
        <source>%1 (downwards, at most %2)</source>
        <extracomment>%1: &quot;sessions of the policies that match&quot;
----------
%1: &quot;sessions of the policies that cover it&quot;</extracomment>
        <translation>%1 (hacia abajo, máximo %2)</translation>
    </message>
    <message>
        <source>succeeded</source>
        <translation>con éxito</translation>
    </message>
    <message>
        <source>failure rate</source>
        <translation>tasa de fallos</translation>
    </message>
    <message>
        <source>failure rate of all together</source>
        <translation>tasa de fallos del conjunto</translation>
    </message>
    <message>
        <source>%1 by %2</source>
        <extracomment>%1: &quot;sessions per day&quot;; %2: &quot;MX&quot;, &quot;reporter&quot;</extracomment>
        <translation>%1 por %2</translation>
    </message>
    <message>
        <source>%1, %2 of %3 rows</source>
        <extracomment>%1: what is shown; %2, %3: numbers</extracomment>
        <translation>%1, %2 de %3 filas</translation>
    </message>
    <message>
        <source>%1, %2 (UTC)</source>
        <extracomment>%1: &quot;sessions per day&quot;; %2: the days shown</extracomment>
        <translation>%1, %2 (UTC)</translation>
    </message>
    <message>
        <source>%1: %2, %3 (UTC)</source>
        <extracomment>%1: what the chart is about; %2: &quot;sessions per day&quot;; %3: the days shown</extracomment>
        <translation>%1: %2, %3 (UTC)</translation>
    </message>
    <message>
        <source>more than 25 hours</source>
        <translation>más de 25 horas</translation>
    </message>
    <message>
        <source>policy changed</source>
        <translation>cambió la política</translation>
    </message>
    <message>
        <source>selected rows</source>
        <translation>filas seleccionadas</translation>
    </message>
</context>
<context>
    <name>mxlens::TrendData</name>
    <message numerus="yes">
        <source>%1 other(s)</source>
        <translation>
            <numerusform>%1 más</numerusform>
            <numerusform>%1 más</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mxlens::TrendPlot</name>
    <message>
        <source>failed</source>
        <translation>fallidas</translation>
    </message>
    <message>
        <source>no failures</source>
        <translation>sin fallos</translation>
    </message>
    <message>
        <source>sessions</source>
        <translation>sesiones</translation>
    </message>
    <message>
        <source>UTC</source>
        <translation>UTC</translation>
    </message>
</context>
<context>
    <name>mxlens::TrendTableModel</name>
    <message>
        <source>Day (UTC)</source>
        <translation>Día (UTC)</translation>
    </message>
    <message>
        <source>Week (UTC)</source>
        <translation>Semana (UTC)</translation>
    </message>
    <message>
        <source>Month (UTC)</source>
        <translation>Mes (UTC)</translation>
    </message>
    <message>
        <source>Sessions</source>
        <translation>Sesiones</translation>
    </message>
    <message>
        <source>Succeeded</source>
        <translation>Con éxito</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fallidas</translation>
    </message>
    <message>
        <source>Failure rate</source>
        <translation>Tasa de fallos</translation>
    </message>
    <message>
        <source>Sessions of covering policies</source>
        <translation>Sesiones de las políticas que lo cubren</translation>
    </message>
</context>
<context>
    <name>mxlens::TrendTicks</name>
    <message>
        <source>d MMM yyyy</source>
        <extracomment>Formats of the time axis, in the codes of QLocale::toString().</extracomment>
        <translation>d MMM yyyy</translation>
    </message>
    <message>
        <source>d MMM</source>
        <translation>d MMM</translation>
    </message>
    <message>
        <source>MMM</source>
        <extracomment>Format of a month on the time axis, in the codes of QLocale::toString().</extracomment>
        <translation>MMM</translation>
    </message>
</context>
<context>
    <name>mxlens::TrendWords</name>
    <message>
        <source>an unknown number of %1</source>
        <extracomment>%1: &quot;sessions&quot;, &quot;sessions of the policies that cover mx2.example.com&quot;</extracomment>
        <translation>un número desconocido de %1</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <extracomment>%1: number; %2: &quot;sessions&quot;, &quot;sessions of the policies that cover mx2.example.com&quot;
----------
%1: number; %2: &quot;failed&quot;, &quot;failed at mx2.example.com&quot;</extracomment>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>an unknown number %1</source>
        <extracomment>%1: &quot;failed&quot;, &quot;failed at mx2.example.com&quot;</extracomment>
        <translation>un número desconocido de %1</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <extracomment>%1: &quot;3 failed&quot;; %2: &quot;0.25 %&quot;</extracomment>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <extracomment>%1: &quot;1,204 sessions&quot;; %2: &quot;3 failed (0.25 %)&quot;
----------
%1: a day, week or month; %2: a domain, MX, reporter, result type or policy mode</extracomment>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>Failures rose from %1 to %2 a day on %3</source>
        <extracomment>%1, %2: numbers; %3: a day</extracomment>
        <translation>Los fallos subieron de %1 a %2 al día el %3</translation>
    </message>
    <message>
        <source>%1 and have not fallen since.</source>
        <extracomment>%1: &quot;Failures rose from 0 to 312 a day on 3 March 2026&quot;</extracomment>
        <translation>%1 y no han bajado desde entonces.</translation>
    </message>
    <message>
        <source>%1 and fell to %2 on %3.</source>
        <extracomment>%1: &quot;Failures rose from 0 to 312 a day on 3 March 2026&quot;; %2: number; %3: a day</extracomment>
        <translation>%1 y bajaron a %2 el %3.</translation>
    </message>
    <message>
        <source>Week of %1 (UTC)</source>
        <translation>Semana del %1 (UTC)</translation>
    </message>
    <message>
        <source>%1 (UTC)</source>
        <extracomment>%1: a month with its year
----------
%1: a day</extracomment>
        <translation>%1 (UTC)</translation>
    </message>
    <message>
        <source>MMMM yyyy</source>
        <translation>MMMM &apos;de&apos; yyyy</translation>
    </message>
    <message>
        <source>%1: no report.</source>
        <extracomment>%1: a day, week or month</extracomment>
        <translation>%1: sin informe.</translation>
    </message>
    <message>
        <source>%1: %2.</source>
        <extracomment>%1: a day, week or month; %2: its figures</extracomment>
        <translation>%1: %2.</translation>
    </message>
    <message>
        <source>A report here covers more than 25 hours.</source>
        <translation>Aquí un informe abarca más de 25 horas.</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>fallidas</translation>
    </message>
    <message>
        <source>%1 sessions</source>
        <translation>%1 sesiones</translation>
    </message>
    <message>
        <source>%1: %2, beside %3 %4.</source>
        <extracomment>%1: a day and an MX; %2: &quot;3 failed&quot;; %3: number; %4: &quot;sessions of the policies that cover it&quot;</extracomment>
        <translation>%1: %2, junto a %3 %4.</translation>
    </message>
    <message>
        <source>There is no report to draw.</source>
        <translation>No hay ningún informe que dibujar.</translation>
    </message>
    <message>
        <source>%1 (UTC): %2.</source>
        <extracomment>%1: days; %2: figures</extracomment>
        <translation>%1 (UTC): %2.</translation>
    </message>
    <message>
        <source>%1, %2 (UTC): %3.</source>
        <extracomment>%1: what the chart is about; %2: days; %3: figures</extracomment>
        <translation>%1, %2 (UTC): %3.</translation>
    </message>
    <message>
        <source>Most failures on %1: %2.</source>
        <extracomment>%1: a day; %2: number</extracomment>
        <translation>Máximo de fallos el %1: %2.</translation>
    </message>
    <message numerus="yes">
        <source>%1 day(s) without a report.</source>
        <translation>
            <numerusform>%1 día sin informe.</numerusform>
            <numerusform>%1 días sin informe.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 M</source>
        <extracomment>millions</extracomment>
        <translation>%1 M</translation>
    </message>
    <message>
        <source>%1 k</source>
        <extracomment>thousands</extracomment>
        <translation>%1 k</translation>
    </message>
</context>
<context>
    <name>mxlens::ValueMenu</name>
    <message>
        <source>Show &amp;only this day</source>
        <translation>Mostrar s&amp;olo este día</translation>
    </message>
    <message>
        <source>Show &amp;only this</source>
        <translation>Mostrar s&amp;olo esto</translation>
    </message>
    <message>
        <source>&amp;Leave this out</source>
        <translation>&amp;Excluir esto</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Copiar</translation>
    </message>
</context>
<context>
    <name>mxlens::WatchSign</name>
    <message>
        <source>Watching</source>
        <translation>Se vigila</translation>
    </message>
    <message>
        <source>New reports in what is open appear by themselves. Press to stop watching.</source>
        <translation>Los informes nuevos en lo abierto aparecen por sí solos. Pulse para dejar de vigilar.</translation>
    </message>
    <message>
        <source>Watching for new reports: stop</source>
        <translation>Se vigila si hay informes nuevos: dejar de vigilar</translation>
    </message>
</context>
<context>
    <name>mxlens::WindowActions</name>
    <message>
        <source>Preview, print or save a document on what is shown (Ctrl+P)</source>
        <translation>Vista previa, impresión o guardado de un documento sobre lo que se muestra (Ctrl+P)</translation>
    </message>
    <message>
        <source>Repor&amp;t for people…</source>
        <translation>Informe &amp;para personas…</translation>
    </message>
    <message>
        <source>New &amp;window</source>
        <translation>&amp;Nueva ventana</translation>
    </message>
    <message>
        <source>&amp;Open files…</source>
        <translation>&amp;Abrir archivos…</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Abrir</translation>
    </message>
    <message>
        <source>Open reports, mails, mailboxes or archives (Ctrl+O)</source>
        <translation>Abrir informes, correos, buzones o archivos comprimidos (Ctrl+O)</translation>
    </message>
    <message>
        <source>Open &amp;folder…</source>
        <translation>Abrir &amp;carpeta…</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Carpeta</translation>
    </message>
    <message>
        <source>Open a folder with everything below it (Ctrl+Shift+O)</source>
        <translation>Abrir una carpeta con todo lo que contiene (Ctrl+Mayús+O)</translation>
    </message>
    <message>
        <source>Open sa&amp;mple reports</source>
        <translation>Abrir informes de e&amp;jemplo</translation>
    </message>
    <message>
        <source>&amp;Clear this list</source>
        <translation>&amp;Vaciar esta lista</translation>
    </message>
    <message>
        <source>Read a&amp;gain</source>
        <translation>&amp;Leer de nuevo</translation>
    </message>
    <message>
        <source>Watch for new re&amp;ports</source>
        <translation>&amp;Vigilar si llegan informes</translation>
    </message>
    <message>
        <source>New reports in what is open appear by themselves</source>
        <translation>Los informes nuevos en lo abierto aparecen por sí solos</translation>
    </message>
    <message>
        <source>Ca&amp;ncel reading</source>
        <translation>Cancelar la lect&amp;ura</translation>
    </message>
    <message>
        <source>&amp;Close all</source>
        <translation>C&amp;errar todo</translation>
    </message>
    <message>
        <source>&amp;Export rows shown…</source>
        <translation>E&amp;xportar las filas mostradas…</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportar</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Salir</translation>
    </message>
    <message>
        <source>&amp;Paste a report or mail</source>
        <translation>&amp;Pegar un informe o correo</translation>
    </message>
    <message>
        <source>&amp;Copy rows</source>
        <translation>&amp;Copiar filas</translation>
    </message>
    <message>
        <source>&amp;Settings…</source>
        <translation>C&amp;onfiguración…</translation>
    </message>
    <message>
        <source>&amp;Filter</source>
        <translation>&amp;Filtro</translation>
    </message>
    <message>
        <source>Clear the last &amp;narrowing</source>
        <translation>Deshacer la última &amp;limitación</translation>
    </message>
    <message>
        <source>Show &amp;everything</source>
        <translation>&amp;Mostrar todo</translation>
    </message>
    <message>
        <source>&amp;Back</source>
        <translation>A&amp;trás</translation>
    </message>
    <message>
        <source>For&amp;ward</source>
        <translation>Ad&amp;elante</translation>
    </message>
    <message>
        <source>Show the whole time in the c&amp;hart</source>
        <translation>Mostrar todo el tiempo en el &amp;gráfico</translation>
    </message>
    <message>
        <source>Prob&amp;lems</source>
        <translation>Prob&amp;lemas</translation>
    </message>
    <message>
        <source>&amp;Domains</source>
        <translation>&amp;Dominios</translation>
    </message>
    <message>
        <source>&amp;Failures</source>
        <translation>&amp;Fallos</translation>
    </message>
    <message>
        <source>&amp;Reports</source>
        <translation>&amp;Informes</translation>
    </message>
    <message>
        <source>&amp;Policies</source>
        <translation>&amp;Políticas</translation>
    </message>
    <message>
        <source>&amp;Sources</source>
        <translation>Fue&amp;ntes</translation>
    </message>
    <message>
        <source>&amp;Group failures that differ in sending address alone</source>
        <translation>Ag&amp;rupar los fallos que solo difieren en la dirección de envío</translation>
    </message>
    <message>
        <source>Failures that differ in their sending address alone become one row</source>
        <translation>Los fallos que solo difieren en la dirección de envío forman una fila</translation>
    </message>
    <message>
        <source>Times as seen from &amp;today</source>
        <translation>Tiempos vistos desde &amp;hoy</translation>
    </message>
    <message>
        <source>&amp;Keys and filter words</source>
        <translation>&amp;Teclas y palabras de filtro</translation>
    </message>
    <message>
        <source>&amp;About MX Lens</source>
        <translation>A&amp;cerca de MX Lens</translation>
    </message>
    <message>
        <source>&amp;Colours</source>
        <translation>&amp;Colores</translation>
    </message>
    <message>
        <source>As the &amp;system</source>
        <translation>Como el &amp;sistema</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>&amp;Claro</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>&amp;Oscuro</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Archivo</translation>
    </message>
    <message>
        <source>Open &amp;recent</source>
        <translation>Abrir &amp;reciente</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Edición</translation>
    </message>
    <message>
        <source>&amp;Last and saved filters</source>
        <translation>F&amp;iltros recientes y guardados</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ver</translation>
    </message>
    <message>
        <source>&amp;Tools</source>
        <translation>&amp;Herramientas</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>Ay&amp;uda</translation>
    </message>
    <message>
        <source>E&amp;xport as…</source>
        <translation>Exportar c&amp;omo…</translation>
    </message>
    <message>
        <source>Choose table, rows, columns and format (Ctrl+Shift+S)</source>
        <translation>Elegir tabla, filas, columnas y formato (Ctrl+Mayús+S)</translation>
    </message>
</context>
<context>
    <name>mxlens::Words</name>
    <message>
        <source>d MMMM yyyy</source>
        <extracomment>Format of a day with its year, in the codes of QLocale::toString().</extracomment>
        <translation>d &apos;de&apos; MMMM &apos;de&apos; yyyy</translation>
    </message>
    <message>
        <source>d MMM yyyy</source>
        <extracomment>Format of a short day with its year, in the codes of QLocale::toString().</extracomment>
        <translation>d MMM yyyy</translation>
    </message>
    <message>
        <source>d MMMM</source>
        <extracomment>Format of a day without its year, in the codes of QLocale::toString().</extracomment>
        <translation>d &apos;de&apos; MMMM</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <extracomment>Two days.</extracomment>
        <translation>%1 al %2</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>desconocido</translation>
    </message>
    <message>
        <source>under %1 %</source>
        <translation>menos del %1 %</translation>
    </message>
    <message>
        <source>over %1 %</source>
        <translation>más del %1 %</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>%1 k</source>
        <extracomment>%1: thousands, as 38 k</extracomment>
        <translation>%1 k</translation>
    </message>
    <message>
        <source>%1 M</source>
        <extracomment>%1: millions, as 1.2 M</extracomment>
        <translation>%1 M</translation>
    </message>
</context>
</TS>
